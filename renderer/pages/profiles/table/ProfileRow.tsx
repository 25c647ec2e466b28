// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid cannot be a table element; the grid itself holds the focus
// biome-ignore-all lint/a11y/useFocusableInteractive: a virtual grid cannot be a table element; the grid itself holds the focus
import { IconFileText } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { memo } from 'react';
import type { LibraryProfile } from '../../../../electron/bridge/domain';
import type { Format } from '../../../format';
import css from '../../commands/grid/grid.module.css';
import table from '../../devices/table/table.module.css';
import { KIND_ICONS } from '../forms/kinds';
import own from '../profiles.module.css';
import { assignedText, typesText } from '../words';
import { COLUMNS, type ProfileColumn } from './columns';

/** The element id by which the grid names its current row. */
export const profileRowId = (index: number) => `profile-row-${index}`;

/** What rows are written with; `t` speaks the namespace `profiles`. */
export interface RowKit {
  t: TFunction;
  format: Format;
  now: number;
}

const QUIET: ReadonlySet<ProfileColumn> = new Set(['types', 'scope', 'version', 'changedAt']);

interface ProfileRowProps {
  profile: LibraryProfile;
  index: number;
  top: number;
  current: boolean;
  open: boolean;
  kit: RowKit;
}

/** One profile; clicks are heard by the grid. */
export const ProfileRow = memo(function ProfileRow(props: ProfileRowProps) {
  const { profile, index, top, current, open, kit } = props;
  return (
    <div
      role="row"
      id={profileRowId(index)}
      className={`${table.row} ${css.row}`}
      style={{ top }}
      aria-rowindex={index + 2}
      data-row-index={index}
      data-current={current || undefined}
      data-open={open || undefined}
    >
      {COLUMNS.map(({ key, end }, place) => {
        const { text, title } = cellOf(profile, key, kit);
        const names = [table.cell];
        if (QUIET.has(key)) names.push(table.quiet);
        if (end === true) names.push(table.end);
        if (key === 'failed' && profile.counts.failed > 0) names.push(own.failed);
        return (
          <div key={key} role="gridcell" aria-colindex={place + 1} className={names.join(' ')} title={title}>
            {key === 'name' && <Sign profile={profile} />}
            <span className={table.text}>{text}</span>
          </div>
        );
      })}
    </div>
  );
});

function Sign({ profile: { form } }: { profile: LibraryProfile }) {
  const Icon = form === null ? IconFileText : KIND_ICONS[form.kind];
  return <Icon className={table.platform} size={15} stroke={1.6} aria-hidden="true" />;
}

function cellOf(
  profile: LibraryProfile,
  column: ProfileColumn,
  { t, format, now }: RowKit,
): { text: string; title?: string } {
  const { name, types, scope, assignments, counts, version, changedAt } = profile;
  switch (column) {
    case 'name':
      return { text: name, title: name };
    case 'types':
      return { text: typesText(types, t), title: types.join('\n') };
    case 'scope':
      return { text: t(`scope.${scope}`), title: t(`scope.hint.${scope}`) };
    case 'assigned':
      return { text: assignedText(assignments, t, format) || t('assigned.nobody') };
    case 'installed':
      return { text: countText(counts.installed, format) };
    case 'pending':
      return { text: countText(counts.pending + counts.removing, format) };
    case 'failed':
      return { text: countText(counts.failed, format) };
    case 'version':
      return { text: format.number(version) };
    case 'changedAt':
      return { text: format.age(changedAt, now), title: format.dateTime(changedAt) };
  }
}

function countText(count: number, format: Format): string {
  return count === 0 ? '' : format.number(count);
}
