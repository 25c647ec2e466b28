import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Invitation } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import type { InvitationQuestion } from '../../../queries/invitations';
import type { Rows } from '../../../queries/rows';
import { Grid } from '../../commands/grid/Grid';
import { type GridModel, slotOf, useGrid } from '../../commands/grid/use-grid';
import { useKeptRow } from '../../commands/grid/use-kept-row';
import { useWanted } from '../../commands/grid/use-wanted';
import { handleGridKey } from '../../devices/table/use-grid-keys';
import { refreshPicked } from '../state/picked';
import { useInvitationsView } from '../state/view';
import type { CellKit } from './cell-text';
import { COLUMNS } from './columns';
import { InvitationHead } from './InvitationHead';
import { InvitationRow, invitationRowId } from './InvitationRow';
import { INVITATION_GRID_ID, useInvitationPicking } from './use-invitation-picking';

const CHECK_WIDTH = 32;

interface InvitationTableProps {
  question: InvitationQuestion;
  rows: Rows<Invitation>;
  now: number;
}

/** Every invitation, however many: only the rows on screen exist. */
export function InvitationTable({ question, rows, now }: InvitationTableProps) {
  const { t } = useTranslation('invitations');
  const format = useFormat();
  const model = useGrid(rows.count);
  const widths = useInvitationsView((view) => view.widths);
  const openId = useInvitationsView((view) => view.openId);
  const kept = useInvitationsView((view) => view.current);
  const kit = useMemo<CellKit>(() => ({ t, format, now }), [t, format, now]);
  const picking = useInvitationPicking(question, rows, model.reveal);
  const current = useKeptRow(rows, model, picking.go, {
    current: kept,
    openId,
    keep: (row) => useInvitationsView.setState({ current: row }),
    setStep: (step) => useInvitationsView.setState({ step }),
  });
  useWanted(rows, model);
  usePickedAsSeen(rows, model);
  return (
    <Grid
      id={INVITATION_GRID_ID}
      label={t('table.label')}
      model={model}
      columns={COLUMNS}
      widths={widths}
      lead={CHECK_WIDTH}
      multiple
      busy={rows.busy}
      current={current}
      rowId={invitationRowId}
      header={<InvitationHead total={rows.total} onSelectAll={() => void picking.selectAll()} />}
      onEnter={() => current === null && rows.count > 0 && picking.begin(model)}
      onClick={picking.click}
      onKeyDown={(event) =>
        handleGridKey(event, {
          count: rows.count,
          page: model.page(),
          current,
          move: picking.go,
          extendTo: (index) => void picking.extendTo(index),
          open: () => current !== null && picking.open(current),
          toggle: () => current !== null && picking.toggle(current),
          copy: () => current !== null && void picking.copy(current),
        })
      }
      row={(index, top) => {
        const invitation = rows.row(index);
        if (invitation === null) return null;
        return (
          <InvitationRow
            key={slotOf(index)}
            invitation={invitation}
            index={index}
            top={top}
            current={index === current}
            open={invitation.id === openId}
            kit={kit}
          />
        );
      }}
    />
  );
}

/** What is picked follows what the rows on screen have become. */
function usePickedAsSeen(rows: Rows<Invitation>, { virtualizer }: GridModel): void {
  const items = virtualizer.getVirtualItems();
  useEffect(() => refreshPicked(items.flatMap(({ index }) => rows.row(index) ?? [])));
}
