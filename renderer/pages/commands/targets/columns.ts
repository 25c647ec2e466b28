import type { ActionName, Command } from '../../../../electron/bridge/domain';
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
  { key: 'serial', width: 116 },
  { key: 'state', width: 136 },
  { key: 'reason', width: 240, least: 210, flexible: true },
  { key: 'changes', width: 260, least: 220, flexible: true },
  { key: 'words', width: 220, least: 170, flexible: true },
  { key: 'model', width: 150, least: 120, flexible: true },
  { key: 'user', width: 150, least: 110, flexible: true },
  { key: 'unit', width: 150, least: 104, flexible: true },
  { key: 'sentAt', width: 96, end: true },
  { key: 'endedAt', width: 96, end: true },
  { key: 'checkedAt', width: 108, end: true },
  { key: 'nextCheckAt', width: 96, end: true },
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
      case 'changes':
        return CHANGING.has(spec.action);
      case 'expiresAt':
      case 'providerCommandId':
        return KEPT.has(spec.action);
      case 'nextCheckAt':
        return endedAt === null || (counts.unknown ?? 0) > 0;
      default:
        return true;
    }
  });
}
