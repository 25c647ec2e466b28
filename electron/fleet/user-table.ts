import type { User } from '../model/user.ts';
import type { Say } from './past-tables.ts';
import type { Table } from './table.ts';

const HEADINGS = [
  'displayName',
  'userName',
  'email',
  'language',
  'notes',
  'userSource',
  'unit',
  'groups',
  'userState',
  'devices',
  'created',
  'changed',
  'asked',
] as const;

/** Users, a line each. What a list of users can say comes under headings that importing one understands. */
export function usersTable(batches: AsyncIterable<User[]>, say: Say): Table<User> {
  return {
    batches,
    headings: HEADINGS.map((heading) => say(`main:heading.${heading}`)),
    cells: (user) => [
      user.displayName,
      user.userName,
      user.email ?? '',
      user.language ?? '',
      user.notes ?? '',
      say(`users:source.${user.source}`),
      user.orgUnitPath ?? '',
      user.groups.join('; '),
      say(`users:state.${user.state}`),
      String(user.devices),
      iso(user.createdAt),
      iso(user.changedAt),
      user.fetchedAt === null ? '' : iso(user.fetchedAt),
    ],
    json: (user) => JSON.stringify(user),
  };
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
