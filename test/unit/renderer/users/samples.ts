import type { User, UserListRow } from '../../../../electron/bridge/domain';

export const AT = Date.UTC(2026, 10, 21, 8);

/** A user kept here; everything can be given otherwise. */
export function sampleUser(otherwise: Partial<User> = {}): User {
  return {
    id: 'u-1',
    userName: 'ada@example.org',
    email: 'ada@example.org',
    displayName: 'Ada Lovelace',
    source: 'local',
    externalId: null,
    orgUnitPath: null,
    groups: [],
    language: null,
    notes: null,
    state: 'active',
    devices: 0,
    createdAt: AT,
    changedAt: AT,
    fetchedAt: null,
    ...otherwise,
  };
}

/** A line that changes a user. */
export function sampleLine(otherwise: Partial<UserListRow> = {}): UserListRow {
  return {
    line: 2,
    kind: 'changed',
    fault: null,
    user: {
      userName: 'ada@example.org',
      email: 'ada@example.org',
      displayName: 'Ada King',
      language: null,
      notes: null,
    },
    before: { email: 'ada@example.org', displayName: 'Ada Lovelace', notes: 'countess' },
    ...otherwise,
  };
}
