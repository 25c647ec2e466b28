import type { Assignment } from '../../../../electron/bridge/domain';

/** What tells one assignment from another. */
export function keyOf(assignment: Assignment): string {
  switch (assignment.kind) {
    case 'all':
      return 'all';
    case 'unit':
      return `unit ${assignment.path}`;
    default:
      return `${assignment.kind} ${assignment.id}`;
  }
}

/** The assignments with one more, each once. */
export function withAssignment(list: readonly Assignment[], added: Assignment): Assignment[] {
  return [...list.filter((one) => keyOf(one) !== keyOf(added)), added];
}

/** The assignments without one. */
export function withoutAssignment(list: readonly Assignment[], gone: Assignment): Assignment[] {
  return list.filter((one) => keyOf(one) !== keyOf(gone));
}

/** True when both mean the same. */
export function sameAssignments(one: readonly Assignment[], other: readonly Assignment[]): boolean {
  return one.map(keyOf).sort().join('\n') === other.map(keyOf).sort().join('\n');
}

const KINDS: readonly Assignment['kind'][] = ['all', 'unit', 'user', 'device'];

/** Units first, then users, then devices, in the order they were chosen. */
export function inOrder(list: readonly Assignment[]): Assignment[] {
  return list.toSorted((one, other) => KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind));
}
