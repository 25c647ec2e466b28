import { type ActionName, type Command, familyOf } from '../../../../electron/bridge/domain';
import type { GridColumn } from '../grid/columns';

export type TargetColumn =
  | 'serial'
  | 'state'
  | 'reason'
  | 'words'
  | 'changes'
  | 'model'
  | 'user'
  | 'unit'
  | 'sentAt'
  | 'checkedAt'
  | 'nextCheckAt'
  | 'expiresAt'
  | 'endedAt'
  | 'attempts'
  | 'providerCommandId';

const ALL: readonly GridColumn<TargetColumn>[] = [
  { key: 'serial', width: 138 },
  { key: 'model', width: 150, least: 116, flexible: true },
  { key: 'user', width: 140, least: 108, flexible: true },
  { key: 'unit', width: 150, least: 104, flexible: true },
  { key: 'state', width: 164 },
  { key: 'changes', width: 320, least: 240, flexible: true },
  { key: 'reason', width: 250, least: 200, flexible: true },
  { key: 'words', width: 210, least: 160, flexible: true },
  { key: 'sentAt', width: 96, end: true },
  { key: 'endedAt', width: 96, end: true },
  { key: 'checkedAt', width: 146, end: true },
  { key: 'nextCheckAt', width: 152, end: true },
  { key: 'expiresAt', width: 96, end: true },
  { key: 'attempts', width: 84, end: true },
  { key: 'providerCommandId', width: 150 },
];

/** Actions the provider keeps as a command of its own, with an id and an end. */
const KEPT: ReadonlySet<ActionName> = new Set(['restart', 'wipe_users', 'wipe_device']);
const CHANGING: ReadonlySet<ActionName> = new Set(['annotate', 'move_unit']);

/** The columns that can say something about this command’s targets. */
export function targetColumns({ spec, endedAt, counts }: Command): GridColumn<TargetColumn>[] {
  return ALL.filter(({ key }) => {
    switch (key) {
      case 'unit':
        // Told by what changes.
        return spec.action !== 'move_unit';
      case 'changes':
        return CHANGING.has(spec.action);
      case 'expiresAt':
      case 'providerCommandId':
        return KEPT.has(spec.action) || familyOf(spec.action) === 'apple';
      case 'nextCheckAt':
        return endedAt === null || (counts.unknown ?? 0) > 0;
      default:
        return true;
    }
  });
}
