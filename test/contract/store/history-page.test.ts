import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HistoryEntry, HistoryFilter } from '../../../electron/model/history.ts';
import type { Store } from '../../../electron/store/contract.ts';
import { auditDraft, create, factsOf } from '../../support/command-fixtures.ts';
import {
  DAY,
  entries,
  HOUR,
  idOf,
  line,
  published,
  record,
  refresh,
  syncAt,
  told,
} from '../../support/history-fixtures.ts';
import { CONNECTION, openTestStore, T0, temporaryFolder } from '../../support/store-fixtures.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;

beforeEach(async () => {
  folder = temporaryFolder();
  store = await openTestStore(`${folder.path}/store.db`);
  await store.connections.saveGoogle(CONNECTION);
});
afterEach(async () => {
  await store.close();
  folder.remove();
});

async function everyPage(limit: number, filter: HistoryFilter = {}): Promise<HistoryEntry[]> {
  const all: HistoryEntry[] = [];
  let cursor: string | null = null;
  do {
    const page = await store.history.page({ filter, cursor, limit });
    expect(page.entries.length).toBeLessThanOrEqual(limit);
    all.push(...page.entries);
    cursor = page.cursor;
  } while (cursor !== null);
  return all;
}

/** A command on devices of the fleet. */
async function command(id: string, names: string[], at: number): Promise<void> {
  const targets = [];
  for (const name of names) {
    targets.push({ facts: factsOf(name, { deviceId: await idOf(store, name) }), change: null });
  }
  await create(store, id, names, { at, targets });
}

describe('a timeline', () => {
  const fleet = (version: number) =>
    Array.from({ length: 9 }, (_, place) =>
      record(`d${place}`, { notes: `n${version}`, osVersion: `${140 + version}.0` }),
    );

  it('is read page by page, newest first, each entry once', async () => {
    for (const version of [0, 1, 2, 3]) await syncAt(store, `r${version}`, version, fleet(version));
    // Of one instant with what a run saw.
    await command('c1', ['d1', 'd2'], published(1));
    const all = await entries(store);
    expect(all).toHaveLength(3 * 18 + 2);
    expect(all.map(({ at }) => at)).toEqual(all.map(({ at }) => at).sort((a, b) => b - a));
    for (const limit of [1, 7, 18, 500]) expect(await everyPage(limit)).toEqual(all);
    const streamed: HistoryEntry[] = [];
    for await (const batch of store.history.stream({ filter: {}, batch: 10 })) streamed.push(...batch);
    expect(streamed).toEqual(all);
  });

  it('goes on where it was while new entries come', async () => {
    for (const version of [0, 1, 2]) await syncAt(store, `r${version}`, version, fleet(version));
    const all = await entries(store);
    const first = await store.history.page({ filter: {}, cursor: null, limit: 10 });
    await syncAt(store, 'r3', 3, fleet(3));
    const rest = await store.history.page({ filter: {}, cursor: first.cursor, limit: 500 });
    expect([...first.entries, ...rest.entries]).toEqual(all);
    expect(rest.cursor).toBeNull();
  });

  it('refuses a cursor that is none', async () => {
    const page = store.history.page({ filter: {}, cursor: 'yesterday', limit: 1 });
    await expect(page).rejects.toMatchObject({ code: 'internal' });
    expect(await told(store, { text: 'nobody' })).toEqual([]);
  });

  it('streams from one snapshot, until told to stop', async () => {
    for (const version of [0, 1]) await syncAt(store, `r${version}`, version, fleet(version));
    let count = 0;
    for await (const batch of store.history.stream({ filter: {}, batch: 5 })) {
      if (count === 0) await syncAt(store, 'r2', 2, fleet(2));
      count += batch.length;
    }
    expect(count).toBe(18);
    const abort = new AbortController();
    const reading = async () => {
      for await (const _ of store.history.stream({ filter: {}, batch: 1, signal: abort.signal }))
        abort.abort();
    };
    await expect(reading()).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('the filter of a timeline', () => {
  beforeEach(async () => {
    await syncAt(store, 'r1', 0, [record('a', { annotatedUser: 'Hélène' }), record('b'), record('c')]);
    await syncAt(store, 'r2', 1, [
      record('a', { annotatedUser: 'Zoë', osVersion: '141.0' }),
      record('b', { orgUnitPath: '/Büro' }),
      record('d'),
    ]);
    await syncAt(store, 'r3', 2, [
      record('a', { annotatedUser: 'Zoë', osVersion: '142.0' }),
      record('b', { orgUnitPath: '/Büro', autoUpdateThrough: '2030-06-01' }),
      record('c'),
      record('d'),
    ]);
  });

  it.each<[string, HistoryFilter, string[]]>([
    ['a kind', { kinds: ['vanished'] }, ['S-c vanished']],
    ['kinds', { kinds: ['returned', 'registered'] }, ['S-c returned', 'S-d registered']],
    ['a field', { fields: ['osVersion'] }, ['S-a osVersion 141.0 → 142.0', 'S-a osVersion 140.0.1 → 141.0']],
    ['a field that nothing changed', { fields: ['notes'] }, []],
    ['a field and a kind without any', { fields: ['user'], kinds: ['vanished'] }, []],
    ['no kind', { kinds: [] }, []],
    ['a value of before, without its accents', { text: 'helene' }, ['S-a user Hélène → Zoë']],
    ['a value of after', { text: 'BURO' }, ['S-b orgUnitPath /Schools → /Büro']],
    ['a serial', { text: 's-c' }, ['S-c returned', 'S-c vanished']],
    ['words that no one device has', { text: 's-c helene' }, []],
    ['a part of an instant that is not shown as digits', { text: String(Date.UTC(2030, 5, 1)) }, []],
    ['what is no pattern', { text: '*' }, []],
  ])('takes %s', async (_, filter, lines) => {
    expect(await told(store, filter)).toEqual(lines);
    expect((await everyPage(1, filter)).map(line)).toEqual(lines);
  });

  it('takes a device, a run, and both', async () => {
    const deviceId = await idOf(store, 'a');
    expect(await told(store, { deviceId, fields: ['osVersion'] })).toHaveLength(2);
    expect(await told(store, { runId: 'r3' })).toEqual([
      'S-c returned',
      `S-b autoUpdateUntil null → ${Date.UTC(2030, 5, 1)}`,
      'S-a osVersion 141.0 → 142.0',
    ]);
    expect(await told(store, { runId: 'r2', deviceId })).toEqual([
      'S-a osVersion 140.0.1 → 141.0',
      'S-a user Hélène → Zoë',
    ]);
    expect(await told(store, { runId: 'nobody' })).toEqual([]);
    expect(await told(store, { deviceId: 'nobody' })).toEqual([]);
  });

  it('takes times, both ends included', async () => {
    expect(await told(store, { from: published(2) })).toHaveLength(3);
    expect(await told(store, { to: published(1) })).toHaveLength(5);
    expect(await told(store, { from: published(1), to: published(1), fields: ['user'] })).toHaveLength(1);
    expect(await told(store, { from: published(1) + 1, to: published(2) - 1 })).toEqual([]);
  });

  it('finds the registration of a run among its rows, whenever it happened', async () => {
    const enrolled = { lastEnrollmentTime: new Date(T0 - 5 * DAY).toISOString() };
    await syncAt(store, 'r4', 3, [record('a'), record('b'), record('c'), record('d'), record('e', enrolled)]);
    expect(await told(store, { runId: 'r4', kinds: ['registered'] })).toEqual(['S-e registered']);
    expect(await told(store, { runId: 'r3', kinds: ['registered'] })).toEqual([]);
  });
});

describe('the timeline of a device', () => {
  it('begins with its registration by the provider, told once', async () => {
    const at = (days: number) => ({ lastEnrollmentTime: new Date(T0 + days * DAY).toISOString() });
    await syncAt(store, 'r1', 0, [record('a', at(-9)), record('undated')]);
    const deviceId = await idOf(store, 'a');
    expect(await entries(store, { deviceId })).toMatchObject([
      { kind: 'registered', at: T0 - 9 * DAY, serial: 'S-a', source: { kind: 'provider' } },
    ]);
    expect(await told(store, { deviceId: await idOf(store, 'undated') })).toEqual([]);
    await syncAt(store, 'r2', 24, [record('a', at(0.5)), record('undated'), record('new', at(0.6))]);
    expect((await entries(store, { deviceId })).map((entry) => [entry.kind, entry.at])).toEqual([
      ['reregistered', T0 + 0.5 * DAY],
      ['registered', T0 - 9 * DAY],
    ]);
    expect(await everyPage(1, { deviceId })).toEqual(await entries(store, { deviceId }));
    expect(await told(store, { deviceId: await idOf(store, 'new') })).toEqual(['S-new registered']);
    expect(await told(store, { deviceId, kinds: ['changed'] })).toEqual([]);
    expect(await told(store, { deviceId, to: T0 - 9 * DAY })).toEqual(['S-a registered']);
    expect(await told(store, { deviceId, from: T0 - 9 * DAY + 1, kinds: ['registered'] })).toEqual([]);
    expect(await told(store, { deviceId, runId: 'r2' })).toEqual(['S-a reregistered']);
    expect(await told(store, { deviceId, text: 'nobody' })).toEqual([]);
    expect(await told(store, { deviceId, text: 's-a', kinds: ['registered'] })).toEqual(['S-a registered']);
    expect(await told(store)).toEqual(['S-new registered', 'S-a reregistered']);
  });

  it('has its commands between what was seen, with what a command showed', async () => {
    await syncAt(store, 'r1', 0, [record('a'), record('b')]);
    const deviceId = await idOf(store, 'a');
    await command('c1', ['a', 'b'], T0 + HOUR);
    await refresh(store, record('a', { status: 'DISABLED' }), T0 + 2 * HOUR, 'c1');
    await syncAt(store, 'r2', 3, [record('a', { status: 'DISABLED', notes: 'x' }), record('b')]);
    const timeline = await entries(store, { deviceId });
    expect(timeline.map(line)).toEqual([
      'S-a notes null → x',
      'S-a providerStatus ACTIVE → DISABLED',
      'S-a restart held',
    ]);
    expect(timeline[2]).toMatchObject({
      at: T0 + HOUR,
      kind: 'command',
      deviceId,
      serial: 'S-a',
      model: 'Model',
      field: null,
      source: { kind: 'command', commandId: 'c1' },
      command: {
        id: 'c1',
        spec: { action: 'restart' },
        state: 'held',
        reason: null,
        message: null,
        actor: 'jo',
      },
    });
  });
});

describe('commands in the timeline', () => {
  beforeEach(async () => {
    await syncAt(store, 'r1', 0, [record('a'), record('b'), record('c')]);
    await command('c1', ['a', 'b', 'c'], T0 + HOUR);
    await store.commands.release({ commandId: 'c1', at: T0 + HOUR, audit: auditDraft('command.released') });
    const claimed = await store.commands.claim({
      connectionId: CONNECTION.id,
      generation: 1,
      limits: { restart: 2 },
      owner: 'me',
      at: T0 + 2 * HOUR,
    });
    const [sent, done] = (claimed?.targets ?? []).map(({ target }) => target.id);
    if (sent === undefined || done === undefined) throw new Error('nothing was claimed');
    const outcome = { reason: null, message: 'Thank you' };
    await store.commands.move({
      moves: [
        { id: sent, outcome: { ...outcome, state: 'sent' }, sentAt: T0 + 3 * HOUR },
        { id: done, outcome: { ...outcome, state: 'acknowledged' }, sentAt: T0 + 3 * HOUR },
      ],
      at: T0 + 4 * HOUR,
    });
  });

  it('stand where something last happened to each target', async () => {
    const all = await entries(store);
    expect(all.map((entry) => [line(entry), entry.at])).toEqual([
      ['S-b restart acknowledged', T0 + 4 * HOUR],
      ['S-a restart sent', T0 + 3 * HOUR],
      ['S-c restart queued', T0 + HOUR],
    ]);
    expect(await everyPage(1)).toEqual(all);
    expect(all[0]?.command).toMatchObject({ state: 'acknowledged', message: 'Thank you' });
  });

  it('are filtered with the rest', async () => {
    await syncAt(store, 'r2', 2, [record('a', { notes: 'x' }), record('b'), record('c')]);
    expect(await told(store, { kinds: ['command'] })).toHaveLength(3);
    expect(await told(store, { kinds: ['changed'] })).toEqual(['S-a notes null → x']);
    expect(await told(store, { fields: ['notes'] })).toEqual(['S-a notes null → x']);
    expect(await told(store, { runId: 'r2' })).toEqual(['S-a notes null → x']);
    expect(await told(store, { text: 's-a' })).toEqual(['S-a restart sent', 'S-a notes null → x']);
    expect(await told(store, { from: T0 + 3 * HOUR, to: T0 + 3 * HOUR })).toEqual(['S-a restart sent']);
    expect(await told(store, { deviceId: await idOf(store, 'c'), kinds: ['command'] })).toEqual([
      'S-c restart queued',
    ]);
  });

  it('stay when their connection goes', async () => {
    await store.connections.remove(CONNECTION.id);
    expect(await told(store)).toHaveLength(3);
    expect(await told(store, { text: 's-a' })).toHaveLength(1);
  });
});
