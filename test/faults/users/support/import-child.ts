import type { ImportedUser } from '../../../../electron/model/user.ts';
import { openTestStore, T0 } from '../../../support/store-fixtures.ts';
import { imported, merge, userBench } from '../../../support/user-fixtures.ts';

/**
 * A program that imports until it is killed: `node import-child.ts <file> <people> <way>`. Each import changes every
 * user to its number and lets some come and go; `import N` is said when it answered. `way` is `directory` or `list`.
 */
const [file = '', people = '500', way = 'directory'] = process.argv.slice(2);
const store = await openTestStore(file);
const count = Number(people);
const { service } = userBench(store);
const { rows: done } = await store.audit.list({ filter: {}, before: null, limit: 500 });

for (let number = done.length + 1; ; number += 1) {
  if (way === 'directory') {
    const users: ImportedUser[] = Array.from({ length: count }, (_, place) =>
      imported(`x${place + number}`, `name${place + number}`, { displayName: `v${number}` }),
    );
    await merge(store, users, { at: T0 + number });
  } else {
    const lines = Array.from({ length: count }, (_, place) => `name${place},v${number}`);
    const { id } = await service.preview(`user name,name\n${lines.join('\n')}\nname-of-${number},v${number}`);
    await service.importList(id, false);
  }
  process.stdout.write(`import ${number}\n`);
}
