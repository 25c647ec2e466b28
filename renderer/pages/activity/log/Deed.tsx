import type { AuditRow } from '../../../../electron/bridge/domain';
import { navigate, type Page, type RouteParams } from '../../../stores/route';
import table from '../../devices/table/table.module.css';
import type { WordKit } from '../words/kit';
import words from '../words/words.module.css';
import { deedWords } from './detail';

/** Where a deed's object is shown; null when there is no such place. */
function placeOf({ deed, object }: AuditRow): { page: Page; params: RouteParams; hint: string } | null {
  if (object === null) return null;
  if (deed.startsWith('command.') || deed === 'target.settled')
    return { page: 'commands', params: { id: object }, hint: 'log.showCommand' };
  if (deed.startsWith('sync.'))
    return { page: 'activity', params: { tab: 'history', run: object }, hint: 'source.runHint' };
  return null;
}

/** What was done, with the way to what it was done to. */
export function Deed({ row, kit, tabIndex }: { row: AuditRow; kit: WordKit; tabIndex: 0 | -1 }) {
  const name = deedWords(row.deed, kit);
  const place = placeOf(row);
  if (place === null) return <span className={table.text}>{name}</span>;
  return (
    <button
      type="button"
      className={`${words.link} ${words.strong}`}
      tabIndex={tabIndex}
      title={kit.t(place.hint)}
      onClick={() => navigate(place.page, place.params)}
    >
      {name}
    </button>
  );
}
