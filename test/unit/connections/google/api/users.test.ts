import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readUsersPage } from '../../../../../electron/connections/google/api/user-reads.ts';
import { createGoogleUsers } from '../../../../../electron/connections/google/users/directory.ts';
import type { ImportedUser } from '../../../../../electron/model/user.ts';
import { openSyncBench, type SyncBench } from '../../../../support/sync-bench.ts';

describe('people in Google’s directory, over HTTP', () => {
  let bench: SyncBench;
  beforeAll(async () => {
    bench = await openSyncBench({ devices: 1500 });
  });
  beforeEach(() => bench.org.control.clearFault());
  afterAll(() => bench.close());

  async function readAll(signal = new AbortController().signal): Promise<ImportedUser[][]> {
    const { pages, whole, connection } = await createGoogleUsers(bench.users, bench.connection).read(
      5,
      signal,
    );
    expect({ whole, connection }).toMatchObject({ whole: true, connection: { id: bench.connection.id } });
    const all: ImportedUser[][] = [];
    for await (const page of pages) all.push([...page]);
    return all;
  }

  it('come in pages of 500, everybody once, suspended or not', async () => {
    const pages = await readAll();
    expect(pages.map(({ length }) => length)).toEqual([500, 500, 350]);
    const all = pages.flat();
    expect(new Set(all.map(({ externalId }) => externalId)).size).toBe(1350);
    const admin = all.find(({ userName }) => userName === bench.org.adminEmail);
    expect(admin).toMatchObject({
      email: bench.org.adminEmail,
      orgUnitPath: '/Staff',
      language: 'en',
      suspended: false,
    });
    expect(all.filter(({ suspended }) => suspended)).toHaveLength(22);
  });

  it('are waited for while Google asks for patience, also half-way', async () => {
    bench.org.control.setFault({ name: 'userRateLimit', endpoint: 'users', times: 2 });
    bench.org.control.setFault({ name: 'serverError', endpoint: 'users', atPage: 2, times: 1 });
    expect((await readAll()).flat()).toHaveLength(1350);
    expect(bench.org.control.struck('userRateLimit')).toBe(2);
  });

  it.each([
    [{ name: 'forbidden', endpoint: 'users', atPage: 3 } as const, 'google_permission_lost'],
    [{ name: 'garbageJson', endpoint: 'users', atPage: 2 } as const, 'google_bad_answer'],
    [{ name: 'deadToken', endpoint: 'users', atPage: 3 } as const, 'google_token_dead'],
    [{ name: 'apiDisabled', endpoint: 'users' } as const, 'google_api_disabled'],
  ])('%o ends the reading', async (fault, code) => {
    bench.org.control.setFault(fault);
    await expect(readAll()).rejects.toMatchObject({ code });
  });

  it('whose list leads back to a page that was read are not read for ever', async () => {
    let asked = 0;
    const looping = {
      listUsers: async () => {
        asked += 1;
        return { users: [], nextPageToken: asked % 2 === 0 ? 'a' : 'b' };
      },
    };
    const { pages } = await createGoogleUsers(looping, bench.connection).read(
      null,
      new AbortController().signal,
    );
    const reading = (async () => {
      for await (const _ of pages);
    })();
    await expect(reading).rejects.toMatchObject({ code: 'google_bad_answer' });
    expect(asked).toBe(3);
  });
});

const user = (more: object) =>
  readUsersPage(JSON.stringify({ users: [{ id: '1', primaryEmail: 'a@b.c', ...more }] })).users[0];

it.each([
  [{ name: { fullName: ' Zoé B ', givenName: 'x' } }, { displayName: 'Zoé B' }],
  [{ name: { fullName: '', givenName: 'Zoé', familyName: 'B' } }, { displayName: 'Zoé B' }],
  [{ name: {} }, { displayName: 'a@b.c' }],
  [{}, { displayName: 'a@b.c', orgUnitPath: null, language: null, suspended: false, groups: [] }],
  [{ archived: true }, { suspended: true }],
  [{ suspended: true, unheardOf: { of: 1 } }, { suspended: true }],
  [
    { languages: [{ languageCode: 'de', preference: 'preferred' }, { languageCode: 'fr-CA' }] },
    { language: 'fr' },
  ],
  [
    { languages: [{ languageCode: 'fr' }, { languageCode: 'en_GB', preference: 'preferred' }] },
    { language: 'en' },
  ],
  [{ languages: [{ customLanguage: 'Elvish' }] }, { language: null }],
])('reads %j', (more, expected) => {
  expect(user(more)).toMatchObject(expected);
});

it('an answer without users is an empty page; what is no list is refused', () => {
  expect(readUsersPage('{"kind":"admin#directory#users"}')).toEqual({ users: [], nextPageToken: null });
  expect(() => readUsersPage('{"users":[{"primaryEmail":"a@b.c"}]}')).toThrow(
    expect.objectContaining({ code: 'google_bad_answer' }),
  );
});
