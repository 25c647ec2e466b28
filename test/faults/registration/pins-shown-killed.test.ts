import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { verifySecret } from '../../../electron/registration/secrets/scrypt.ts';
import type { Store } from '../../../electron/store/contract.ts';
import { type Invited, inviteAll } from '../../support/served/invited.ts';
import { addPeople, makeServedWorkspace, type ServedWorkspace } from '../../support/served/workspace.ts';
import { openTestStore } from '../../support/store-fixtures.ts';
import { deathAt, startMortal } from './support/programs.ts';

const MOMENTS = ['before pins.make', 'during pins.make', 'after pins.make', 'when it is shown'] as const;
const PEOPLE = 4000;
const BULK_KILLS = 3;
/** What one write invites. */
const STRETCH = 500;

let workspace: ServedWorkspace;
let invited: Invited[];
beforeAll(async () => {
  workspace = await makeServedWorkspace({ people: MOMENTS.map((_, at) => `user${at}@school.example`) });
  invited = await workspace.inside(inviteAll);
});
afterAll(() => workspace.remove());

async function inStore<Result>(look: (store: Store) => Promise<Result>): Promise<Result> {
  const store = await openTestStore(`${workspace.folder}/muster.db`);
  return await look(store).finally(store.close);
}

it.each(MOMENTS)('a PIN that was shown is good after a kill %s', async (moment) => {
  const one = invited[MOMENTS.indexOf(moment)];
  if (one === undefined) throw new Error('too few');
  const isShown = moment === 'when it is shown';
  const death = isShown ? null : deathAt(moment);
  const program = startMortal(workspace, ['invite', 'pin', one.userName, '--json'], death);
  if (isShown) {
    await program.line(() => true);
    program.child.kill('SIGKILL');
  }
  await program.ended;
  const shown = program.lines.map((line) => z.object({ pin: z.string() }).parse(JSON.parse(line)).pin);
  expect(shown).toHaveLength(isShown ? 1 : 0);
  const kept = await inStore((store) => store.pins.active(one.userId));
  const isGood = (pin: string) => verifySecret(pin, kept?.hash ?? null);
  if (isShown) expect(await isGood(shown[0] ?? '')).toBe(true);
  else if (moment === 'before pins.make') expect(await isGood(one.pin)).toBe(true);
  // Nobody has seen it, so that another one is asked for.
  else if (moment === 'after pins.make') expect(await isGood(one.pin)).toBe(false);
  expect(kept).toMatchObject({ state: 'active' });
});

it(`${BULK_KILLS} kills while ${PEOPLE} are invited leave whole stretches, and nobody has two`, async () => {
  const people = Array.from({ length: PEOPLE }, (_, at) => `pupil${at}@school.example`);
  await workspace.inside(({ users }) => addPeople(users, people));
  const args = ['invite', 'send', '--all', '--later', '--text', 'pupil', '--json'];
  let before = 0;
  for (let kill = 1; kill <= BULK_KILLS; kill++) {
    const program = startMortal(workspace, args, deathAt(`during invitations.create ${2 * kill}`));
    expect(await program.ended, program.errors()).toBeNull();
    const made = await openInvitations();
    expect(made % STRETCH).toBe(0);
    // What was done before the last write, those who were invited before passed over, is there.
    expect(made).toBeGreaterThanOrEqual(Math.max(before, (2 * kill - 1) * STRETCH));
    before = made;
  }
  const last = startMortal(workspace, args, null);
  expect(await last.ended, last.errors()).toBe(0);
  expect(JSON.parse(last.lines.at(-1) ?? '')).toMatchObject({ created: PEOPLE - before, already: before });
  expect(await openInvitations()).toBe(PEOPLE);
});

/** How many pupils have one, each with its link; the log has counted the same. */
async function openInvitations(): Promise<number> {
  return await inStore(async (store) => {
    expect(await store.checkIntegrity()).toEqual([]);
    const query = {
      filter: { text: 'pupil' },
      sort: { column: 'createdAt', direction: 'ascending' },
    } as const;
    const { total } = await store.invitations.window(
      { ...query, offset: 0, limit: 1 },
      { now: 0, urlVersion: 1 },
    );
    const { rows } = await store.audit.list({
      filter: { deeds: ['invitations.created'] },
      before: null,
      limit: 500,
    });
    const counted = rows.reduce((sum, { detail }) => sum + Number(detail.created), 0);
    expect(counted - invited.length).toBe(total);
    expect((await store.audit.verify()).broken).toBeNull();
    return total;
  });
}
