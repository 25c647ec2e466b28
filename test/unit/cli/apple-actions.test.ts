import { expect, it } from 'vitest';
import { specFrom } from '../../../electron/cli/action-options.ts';
import { exitCodeOf } from '../../../electron/cli/exit-codes.ts';
import type { ErrorCode } from '../../../electron/model/error-codes.ts';
import { MusterError } from '../../../electron/model/errors.ts';

const PROFILES = [
  { id: 'p1', name: 'Wi-Fi', identifier: 'org.example.wifi' },
  { id: 'p2', name: 'Twice', identifier: 'org.example.one' },
  { id: 'p3', name: 'twice', identifier: 'org.example.two' },
];
const spec = (name: string, options: object) => specFrom(name, options, { units: [], profiles: PROFILES });

it.each<[string, object, object]>([
  ['apple-refresh', {}, { action: 'apple_refresh' }],
  ['apple_lock', { message: 'Lost' }, { action: 'apple_lock', message: 'Lost', phone: '' }],
  [
    'apple-lost-on',
    { phone: '+1 555', footnote: 'IT' },
    { action: 'apple_lost_on', message: '', phone: '+1 555', footnote: 'IT' },
  ],
  ['apple-rename', { name: 'iPad 7' }, { action: 'apple_rename', name: 'iPad 7' }],
  [
    'apple-install-profile',
    { profile: 'wi-fi' },
    { action: 'apple_install_profile', profileId: 'p1', name: 'Wi-Fi' },
  ],
  [
    'apple-install-profile',
    { profile: 'org.example.two' },
    { action: 'apple_install_profile', profileId: 'p3', name: 'twice' },
  ],
  ['apple-remove-profile', { identifier: 'a.b' }, { action: 'apple_remove_profile', identifier: 'a.b' }],
  ['apple-erase', {}, { action: 'apple_erase' }],
])('muster action %s %j', (name, options, wanted) => {
  expect(spec(name, options)).toEqual(wanted);
});

it.each<[string, object, string]>([
  ['apple-lost-on', { footnote: 'IT' }, '--message | --phone'],
  ['apple-rename', {}, '--name'],
  ['apple-install-profile', { profile: 'Twice' }, '--profile'],
  ['apple-install-profile', {}, '--profile'],
  ['apple-remove-profile', {}, '--identifier'],
  ['apple-lock', { message: 'x'.repeat(501) }, '--message'],
])('muster action %s %j names %s', (name, options, field) => {
  expect(() => spec(name, options)).toThrow(
    expect.objectContaining({ code: 'bad_input', details: expect.objectContaining({ field }) }),
  );
});

it.each<[ErrorCode, number]>([
  ['profile_unreadable', 2],
  ['push_wrong_topic', 2],
  ['push_certificate_refused', 4],
  ['push_unreachable', 5],
])('%s ends a command with %i', (code, exit) => {
  expect(exitCodeOf(new MusterError(code))).toBe(exit);
});
