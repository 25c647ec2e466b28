import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { muster } from '../../support/cli.ts';

let dataDir: string;
beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'muster-input-'));
  await muster(dataDir, ['workspace', 'create', 'Riverside']);
  await muster(dataDir, ['users', 'add', '--user-name', 'eve', '--name', 'Eve']);
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe('what cannot be done is refused, with its name and what is wanted', () => {
  it.each([
    ['invite link eve', 'eve has no invitation yet'],
    ['invite resend eve', 'eve has no invitation yet'],
    ['registration set terms.de=x', '“terms.de”'],
    ['registration set toString=1', '“toString”'],
    ['listen --name a_b', 'one such as register.example.org is wanted'],
    ['listen --interface eth0', 'one of this computer is wanted'],
    ['listen --port 8444', 'people and devices need a port each'],
  ])('muster %s', async (line, told) => {
    const { code, err } = await muster(dataDir, line.split(' '));
    expect(err).toContain(told);
    expect(code).toBe(2);
  });
});
