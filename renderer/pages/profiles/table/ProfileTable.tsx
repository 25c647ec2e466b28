import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LibraryProfile } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import type { Rows } from '../../../queries/rows';
import { Grid } from '../../commands/grid/Grid';
import { HeadCell } from '../../commands/grid/HeadCell';
import { slotOf, useGrid } from '../../commands/grid/use-grid';
import { useKeptRow } from '../../commands/grid/use-kept-row';
import { handleGridKey } from '../../devices/table/use-grid-keys';
import { rowIndexOf } from '../../devices/table/use-row-picking';
import { useProfilesView } from '../state/view';
import { COLUMNS } from './columns';
import { ProfileRow, profileRowId, type RowKit } from './ProfileRow';

/** The element id of the grid. */
export const PROFILE_GRID_ID = 'profile-grid';

/** Gives the focus back to the table. */
export function focusProfiles(): void {
  requestAnimationFrame(() => document.getElementById(PROFILE_GRID_ID)?.focus());
}

/** The library: a click or Enter opens a profile beside it. */
export function ProfileTable({ rows, now }: { rows: Rows<LibraryProfile>; now: number }) {
  const { t } = useTranslation('profiles');
  const format = useFormat();
  const model = useGrid(rows.count);
  const widths = useProfilesView((view) => view.widths);
  const openId = useProfilesView((view) => view.openId);
  const kept = useProfilesView((view) => view.current);
  const kit = useMemo<RowKit>(() => ({ t, format, now }), [t, format, now]);
  const go = (index: number) => {
    const id = rows.row(index)?.id ?? null;
    useProfilesView.setState({ current: { index, id }, ...(openId !== null && { openId: id }) });
    model.reveal(index);
  };
  const open = (index: number) => {
    const id = rows.row(index)?.id;
    if (id !== undefined) useProfilesView.setState({ current: { index, id }, openId: id });
  };
  const current = useKeptRow(rows, model, go, {
    current: kept,
    openId,
    keep: (row) => useProfilesView.setState({ current: row }),
    setStep: (step) => useProfilesView.setState({ step }),
  });
  return (
    <Grid
      id={PROFILE_GRID_ID}
      label={t('table.label')}
      model={model}
      columns={COLUMNS}
      widths={widths}
      lead={0}
      busy={rows.busy}
      current={current}
      rowId={profileRowId}
      header={COLUMNS.map((column, place) => (
        <HeadCell
          key={column.key}
          column={column}
          label={t(`column.${column.key}`)}
          place={place + 1}
          width={widths[column.key]}
          onResize={(key, width) => useProfilesView.setState({ widths: { ...widths, [key]: width } })}
        />
      ))}
      onEnter={() => current === null && rows.count > 0 && go(0)}
      onClick={(event) => {
        const index = rowIndexOf(event);
        if (index !== null) open(index);
      }}
      onKeyDown={(event) =>
        handleGridKey(event, {
          count: rows.count,
          page: model.page(),
          current,
          move: go,
          extendTo: go,
          open: () => current !== null && open(current),
          toggle: () => current !== null && open(current),
          copy: () => undefined,
        })
      }
      row={(index, top) => {
        const profile = rows.row(index);
        if (profile === null) return null;
        return (
          <ProfileRow
            key={slotOf(index)}
            profile={profile}
            index={index}
            top={top}
            current={index === current}
            open={profile.id === openId}
            kit={kit}
          />
        );
      }}
    />
  );
}
