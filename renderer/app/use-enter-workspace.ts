import { report } from '../components/report';
import { useExploreDemo, useSwitchWorkspace } from '../queries/workspaces';
import { navigate } from '../stores/route';
import { useSearch } from '../stores/search';
import { firstPage } from './first-page';

/** Opens a workspace and shows its devices, or what to do first when it has none. */
export function useEnterWorkspace() {
  const switching = useSwitchWorkspace();
  const demo = useExploreDemo();
  const options = {
    onSuccess: () => void showFirstPage(),
    onError: report,
  };
  return {
    open: (id: string) => switching.mutate(id, options),
    exploreDemo: () => demo.mutate(undefined, options),
    busy: switching.isPending || demo.isPending,
  };
}

async function showFirstPage(): Promise<void> {
  useSearch.setState({ text: '' });
  navigate(await firstPage());
}
