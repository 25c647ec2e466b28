import { usersTable } from '../fleet/user-table.ts';
import type { UserService } from '../registration/contract.ts';
import type { Exporter } from './exporter.ts';
import type { HandlerHost, Some } from './handlers.ts';

/** The bridge's methods for the people. */
export function userHandlers({ console }: HandlerHost, exporter: Exporter): Some<'users'> {
  const users = (): UserService => console.need().users;
  return {
    'users.window': (query) => users().window(query),
    'users.get': ({ id }) => users().get(id),
    'users.add': (draft) => users().add(draft),
    'users.change': ({ id, draft }) => users().change(id, draft),
    'users.remove': ({ ids }) => users().remove(ids),
    'users.restore': ({ users: removed }) => users().restore(removed),
    'users.preview': ({ text }) => users().preview(text),
    'users.previewRows': (input) => users().previewRows(input),
    'users.importList': ({ previewId, leaveOutFaulty }) => users().importList(previewId, leaveOutFaulty),
    'users.importFrom': (input, signal) =>
      users().importFrom(
        input,
        (seen) => console.events.emit('users.progress', { source: input.source, seen }),
        signal,
      ),
    'users.imports': () => users().imports(),
    'users.export': ({ query, format }, signal) => {
      const reads = console.need().store.users;
      const table = (say: Parameters<typeof usersTable>[1]) =>
        usersTable(reads.stream({ query, signal }), say);
      const total = async (): Promise<number> =>
        (await reads.window({ ...query, offset: 0, limit: 1 })).total;
      return exporter.write('users', format, table, signal, total);
    },
  };
}
