import { expect, it } from 'vitest';
import { clientOf, plainAddress } from '../../../electron/listener/network/addresses.ts';
import { judgeHost } from '../../../electron/listener/server/host.ts';

it.each([
  ['192.0.2.1', '192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1', '192.0.2.1'],
  ['2001:DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1', '2001:db8:0:0::/64'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::6', '2001:db8:1:2::6', '2001:db8:1:2::/64'],
  ['[2001:db8::1]', '2001:db8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80::1', 'fe80:0:0:0::/64'],
  ['::1', '::1', '0:0:0:0::/64'],
  ['not one', 'not one', 'not one'],
])('spells %s in one way, and knows whose it is', (text, plain, client) => {
  expect(plainAddress(text)).toBe(plain);
  expect(clientOf(text)).toBe(client);
});

it.each([
  ['muster.example', '192.0.2.7', 'ours'],
  ['muster.example:8443', '192.0.2.7', 'ours'],
  ['MUSTER.EXAMPLE.:443', '192.0.2.7', 'ours'],
  ['muster.example:8444', '192.0.2.7', 'another'],
  ['192.0.2.7:8443', '192.0.2.7', 'ours'],
  ['192.0.2.8:8443', '192.0.2.7', 'another'],
  ['192.0.2.7:8443', '::ffff:192.0.2.7', 'ours'],
  ['[2001:db8::7]:8443', '2001:db8::7', 'ours'],
  ['[2001:DB8:0::7]:8443', '2001:db8::7', 'ours'],
  ['[2001:db8::8]:8443', '2001:db8::7', 'another'],
  ['localhost:8443', '127.0.0.1', 'ours'],
  ['localhost:8443', '::1', 'ours'],
  ['localhost:8443', '192.0.2.7', 'another'],
  ['sub.muster.example', '192.0.2.7', 'another'],
  ['muster.example@evil.example', '192.0.2.7', 'malformed'],
  ['muster.example/', '192.0.2.7', 'malformed'],
  ['muster.example:', '192.0.2.7', 'malformed'],
  ['muster.example:123456', '192.0.2.7', 'malformed'],
  ['', '192.0.2.7', 'malformed'],
  ['[muster.example]', '192.0.2.7', 'malformed'],
])('judges Host: %s, asked at %s, as %s', (host, localAddress, verdict) => {
  expect(judgeHost(host, { publicName: 'muster.example', ports: [8443, 443] }, localAddress)).toBe(verdict);
});
