import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { LdapConnection } from '../../../electron/model/ldap.ts';
import { crowd, UNITS } from '../../support/ldap/people.ts';
import { startProxy, type WireProxy } from '../../support/ldap/proxy.ts';
import { type LdapServer, LIMITED, READER, startLdapServer } from '../../support/ldap/server.ts';
import { ldapBench, readAll } from '../../support/ldap/service.ts';

const PEOPLE = 1200;

let server: LdapServer;
let proxy: WireProxy;
beforeAll(async () => {
  server = await startLdapServer(`${UNITS}\n${crowd(PEOPLE)}`);
});
afterAll(() => server.stop());
beforeEach(async () => {
  proxy = await startProxy(server.port);
});
afterEach(() => proxy.stop());

async function setUp(otherwise: Partial<LdapConnection> = {}, password: string = READER.password) {
  const bench = ldapBench({ patience: { connectMs: 2000, answerMs: 500 } });
  await bench.service.save({ connection: server.connection({ port: proxy.port, ...otherwise }), password });
  return bench.service;
}

/** How many bytes the server sends for a whole reading. */
async function wholeLength(): Promise<number> {
  const before = proxy.passed();
  await readAll(await setUp());
  return proxy.passed() - before;
}

it.each([
  ['cut', 0.1, /closed|reset|ECONNRESET/i],
  ['cut', 0.5, /closed|reset|ECONNRESET/i],
  ['cut', 0.98, /closed|reset|ECONNRESET/i],
  ['silence', 0.5, /no answer for 0.5 s/],
] as const)('a connection ends unread by a %s after %f of the answer', async (what, part, reason) => {
  const service = await setUp();
  proxy.mishap = { afterBytes: (await wholeLength()) * part, what };
  const before = proxy.connections();
  await expect(readAll(service)).rejects.toMatchObject({
    code: 'ldap_unreachable',
    details: { host: 'localhost', reason: expect.stringMatching(reason) },
  });
  // It did not go on over another connection, where it would be nobody.
  expect(proxy.connections()).toBe(before + 1);
  proxy.mishap = null;
  expect((await readAll(service)).users).toHaveLength(PEOPLE);
});

it('an answer the server ends at its limit is no reading, and says how far it came', async () => {
  const service = await setUp({ bindDn: LIMITED.dn }, LIMITED.password);
  await expect(readAll(service)).rejects.toMatchObject({ code: 'ldap_too_large', details: { count: 500 } });
});

it('a person who cancels ends the connection too', async () => {
  const service = await setUp();
  const cancel = new AbortController();
  const reading = await service.directory.read(null, cancel.signal);
  const pages = reading.pages[Symbol.asyncIterator]();
  expect((await pages.next()).value).toHaveLength(500);
  const next = pages.next();
  cancel.abort();
  await expect(next).rejects.toMatchObject({ code: 'cancelled' });
  await expect(readAll(service, null, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
});
