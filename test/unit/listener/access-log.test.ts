import { readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createAccessLog } from '../../../electron/listener/access/log.ts';
import type { Visit } from '../../../electron/listener/server/reception.ts';
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts';
import { T0, temporaryFolder } from '../../support/store-fixtures.ts';

let folder: ReturnType<typeof temporaryFolder>;
let path: string;
let clock: ManualClock;
const said: string[] = [];
beforeEach(() => {
  folder = temporaryFolder();
  path = join(folder.path, 'listener.log');
  clock = createManualClock(T0);
  said.length = 0;
});
afterEach(() => folder.remove());

const makeLog = (rotateAt?: number) =>
  createAccessLog({
    path,
    clock,
    log: (message) => said.push(message),
    ...(rotateAt !== undefined && { rotateAt }),
  });
const visit = (more: Partial<Visit> = {}): Visit => ({
  at: T0,
  address: '192.0.2.1',
  method: 'GET',
  route: '/go',
  status: 200,
  ms: 2,
  agent: '',
  refused: false,
  ...more,
});
const linesOf = (file: string): string[] => readFileSync(file, 'utf8').trimEnd().split('\n');
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    clock.advance(1000);
    await turn();
  }
}

it('writes one JSON text a line, for its owner alone', async () => {
  const log = makeLog();
  log.note('people', visit());
  log.note('devices', visit({ status: 421, refused: true }));
  await log.close();
  expect(linesOf(path).map((line) => JSON.parse(line))).toEqual(log.newest(10).toReversed());
  expect(log.newest(1)).toMatchObject([{ door: 'devices', status: 421 }]);
  expect(log.counts()).toEqual({ answered: 1, refused: 1 });
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

it('keeps three files of a size at most', async () => {
  for (let time = 0; time < 6; time++) {
    const log = makeLog(1000);
    for (let count = 0; count < 10; count++) log.note('people', visit({ ms: time }));
    await log.close();
  }
  expect(readdirSync(folder.path).sort()).toEqual(['listener.log.1', 'listener.log.2']);
  const log = makeLog(1000);
  log.note('people', visit({ ms: 99 }));
  await log.close();
  expect(readdirSync(folder.path).sort()).toEqual(['listener.log', 'listener.log.1', 'listener.log.2']);
  expect(linesOf(`${path}.2`)).toHaveLength(10);
  expect(linesOf(`${path}.2`)[0]).toContain('"ms":4');
});

it('stops while the disk is full, says so once, and goes on when there is room', async () => {
  symlinkSync('/dev/full', path);
  const log = makeLog();
  log.note('people', visit({ ms: 1 }));
  await until(() => said.length > 0);
  log.note('people', visit({ ms: 2 }));
  for (let second = 0; second < 60; second++) {
    clock.advance(1000);
    await turn();
  }
  expect(said).toEqual([expect.stringContaining('ENOSPC')]);
  rmSync(path);
  await until(() => said.length > 1);
  await log.close();
  expect(linesOf(path).map((line) => JSON.parse(line).ms)).toEqual([1, 2]);
  expect(said).toHaveLength(2);
});

it('remembers the thousand newest', () => {
  const log = makeLog();
  for (let count = 0; count < 5000; count++) log.note('people', visit({ ms: count }));
  expect(log.newest(5000)).toHaveLength(1000);
  expect(log.newest(2).map(({ ms }) => ms)).toEqual([4999, 4998]);
  // Who has seen one knows it again.
  expect(log.newest(2)[0]).toBe(log.newest(1)[0]);
});

it.each([
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
    'Safari / iOS',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0',
    'Microsoft Edge / Windows',
  ],
  ['MDM-iPad/1.0 (secret words)', 'MDM-iPad / iOS'],
  ['curl/8.1', 'curl'],
  ['<img src=x>/1.0 (words)', ''],
  ['<script>alert(1)</script>', ''],
  ['', ''],
])('shortens %s', (agent, expected) => {
  const log = makeLog();
  log.note('people', visit({ agent }));
  expect(log.newest(1)[0]?.agent).toBe(expected);
});
