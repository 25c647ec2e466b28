// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid cannot be a table element; the grid itself holds the focus
// biome-ignore-all lint/a11y/useFocusableInteractive: a virtual grid cannot be a table element; the grid itself holds the focus
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Invitation } from '../../../../electron/bridge/domain';
import css from '../../commands/grid/grid.module.css';
import { CopyButton } from '../../devices/CopyButton';
import table from '../../devices/table/table.module.css';
import { MailSign } from '../signs/MailSign';
import { StandingSign } from '../signs/StateSign';
import { useIsPicked } from '../state/picked';
import { type CellKit, invitationCell, nameOf } from './cell-text';
import { COLUMNS, type InvitationColumn } from './columns';

/** The element id by which the grid names its current row. */
export const invitationRowId = (index: number) => `invitation-row-${index}`;

const QUIET: ReadonlySet<InvitationColumn> = new Set([
  'email',
  'sentAt',
  'openedAt',
  'expiresAt',
  'createdAt',
]);

interface InvitationRowProps {
  invitation: Invitation;
  index: number;
  top: number;
  current: boolean;
  open: boolean;
  kit: CellKit;
}

/** One invitation; clicks are heard by the grid. */
export const InvitationRow = memo(function InvitationRow(props: InvitationRowProps) {
  const { invitation, index, top, current, open, kit } = props;
  const { t } = useTranslation('invitations');
  const picked = useIsPicked(invitation.id);
  return (
    <div
      role="row"
      id={invitationRowId(index)}
      className={`${table.row} ${css.row}`}
      style={{ top }}
      aria-rowindex={index + 2}
      aria-selected={picked}
      data-row-index={index}
      data-current={current || undefined}
      data-open={open || undefined}
    >
      <div role="gridcell" aria-colindex={1} className={`${table.check} ${css.pinned}`}>
        <input
          type="checkbox"
          tabIndex={-1}
          checked={picked}
          readOnly
          aria-label={t('table.select', { name: nameOf(invitation) })}
        />
      </div>
      {COLUMNS.map(({ key, end }, place) => (
        <Cell key={key} invitation={invitation} column={key} end={end === true} place={place + 2} kit={kit} />
      ))}
    </div>
  );
});

interface CellProps {
  invitation: Invitation;
  column: InvitationColumn;
  end: boolean;
  place: number;
  kit: CellKit;
}

function Cell({ invitation, column, end, place, kit }: CellProps) {
  const names = [table.cell];
  if (column === 'displayName') names.push(css.pinned, css.next);
  if (QUIET.has(column)) names.push(table.quiet);
  if (end) names.push(table.end);
  if (column === 'state' || column === 'mail') {
    return (
      <div role="gridcell" aria-colindex={place} className={names.join(' ')}>
        {column === 'state' && <StandingSign invitation={invitation} />}
        {column === 'mail' && invitation.mail !== null && <MailSign mail={invitation.mail} />}
      </div>
    );
  }
  const { text, title } = invitationCell(invitation, column, kit);
  const isCopied = column === 'email' && text !== '';
  return (
    <div
      role="gridcell"
      aria-colindex={place}
      className={`${names.join(' ')} ${isCopied ? css.copied : ''}`}
      title={title}
    >
      <span className={table.text}>{text}</span>
      {isCopied && <CopyButton text={text} inTable />}
    </div>
  );
}
