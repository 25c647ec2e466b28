import { useRoute } from '../../stores/route';
import { CommandDetail } from './detail/CommandDetail';
import { CommandList } from './list/CommandList';

/** Every command and what became of it: the list, or the one the address names. */
export function CommandsPage() {
  const { id, which } = useRoute((route) => route.params);
  if (id !== undefined) return <CommandDetail key={id} id={id} />;
  return <CommandList which={which === 'open' || which === 'attention' ? which : 'all'} />;
}
