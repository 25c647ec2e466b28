import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PlistDict } from '../../../../electron/model/apple/plist.ts';
import type { LibraryProfile, ProfileForm } from '../../../../electron/model/apple/profile.ts';
import { DEVICE_LIMITS, readPlist, writePlist } from '../../../../electron/plist/plist.ts';
import { openSsl } from '../../../support/pki/openssl.ts';
import { type LibraryBench, openLibrary, RESERVED } from './bench.ts';
import { profile } from './samples.ts';

const WIFI: ProfileForm = {
  kind: 'wifi',
  ssid: 'School',
  hidden: false,
  autoJoin: true,
  security: 'wpa2',
  password: 'Tr0ub4dor&3 secret',
};

let bench: LibraryBench;
beforeAll(async () => {
  bench = await openLibrary();
});
afterEach(() => bench.clean());
afterAll(() => bench.close());

const pick = (content: PlistDict) => bench.profiles.pick('intranet.mobileconfig', writePlist(content));
async function upload(content: PlistDict, replace = false): Promise<LibraryProfile> {
  const { handle, name, description } = await pick(content);
  return await bench.profiles.add({ handle, name, description, replace });
}
function build(form: ProfileForm, id: string | null = null): Promise<LibraryProfile> {
  return bench.profiles.build({ id, name: 'Wi-Fi', description: '', scope: 'System', form });
}

/** What goes out, as openssl opens it. */
async function content(id: string): Promise<PlistDict> {
  const openssl = await openSsl();
  try {
    const { bytes } = await bench.profiles.content(id);
    await openssl.write('signed', bytes);
    await openssl('cms -verify -noverify -binary -inform DER -in signed -out plain');
    return readPlist(await openssl.read('plain'), DEVICE_LIMITS);
  } finally {
    await openssl.remove();
  }
}

describe('an uploaded profile', () => {
  it('is told of before it is kept', async () => {
    const picked = await pick(profile({ PayloadScope: 'User' }));
    expect(picked).toMatchObject({
      fileName: 'intranet.mobileconfig',
      name: 'Intranet',
      identifier: 'org.example.intranet',
      signed: false,
      replaces: null,
      warnings: ['user_scope'],
    });
    expect(await bench.profiles.list()).toEqual([]);
  });

  it('is kept under the name it is given, and goes out signed, byte for byte', async () => {
    const { handle } = await pick(profile());
    const kept = await bench.profiles.add({ handle, name: 'Ours', description: 'For all', replace: false });
    expect(kept).toMatchObject({
      name: 'Ours',
      description: 'For all',
      version: 1,
      form: null,
      assignments: [],
    });
    expect(await bench.profiles.get(kept.id)).toEqual(kept);
    expect(await content(kept.id)).toEqual(readPlist(writePlist(profile()), DEVICE_LIMITS));
    expect((await bench.profiles.content(kept.id)).fileName).toBe('Ours.mobileconfig');
    expect(bench.log.map(({ deed }) => deed)).toEqual(['profile.added']);
  });

  it('is kept once', async () => {
    const { handle } = await pick(profile());
    const input = { handle, name: 'Ours', description: '', replace: false };
    await bench.profiles.add(input);
    await expect(bench.profiles.add(input)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is let go when another file was picked', async () => {
    const { handle } = await pick(profile());
    await pick(profile({ PayloadIdentifier: 'other' }));
    await expect(
      bench.profiles.add({ handle, name: 'x', description: '', replace: false }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  it('takes no other’s place unless it is to', async () => {
    const first = await upload(profile());
    expect((await pick(profile())).replaces).toBe(first.id);
    const changed = profile({ PayloadDescription: 'Other' });
    await expect(upload(changed)).rejects.toMatchObject({
      code: 'profile_identifier_taken',
      details: { name: 'Intranet', identifier: 'org.example.intranet' },
    });
    expect(await upload(changed, true)).toMatchObject({ id: first.id, version: 2, description: 'Other' });
    expect(await bench.profiles.list()).toHaveLength(1);
  });

  it('is no other version when it is the same file', async () => {
    await upload(profile());
    expect(await upload(profile(), true)).toMatchObject({ version: 1 });
  });

  it('never takes the place of the management itself', async () => {
    await expect(pick(profile({ PayloadIdentifier: RESERVED }))).rejects.toMatchObject({
      code: 'profile_not_allowed',
    });
  });
});

describe('a built profile', () => {
  it('shows its form without the secret, and goes out with it', async () => {
    const built = await build(WIFI);
    expect(built.form).toEqual({ ...WIFI, password: null });
    expect(await content(built.id)).toMatchObject({
      PayloadContent: [{ Password: 'Tr0ub4dor&3 secret', SSID_STR: 'School' }],
    });
  });

  it('keeps identifiers and secret when it is changed', async () => {
    const first = await build(WIFI);
    const before = await content(first.id);
    const later = await build({ ...WIFI, ssid: 'Lycée', password: null }, first.id);
    expect(later).toMatchObject({ id: first.id, version: 2, identifier: first.identifier });
    const { PayloadIdentifier, PayloadUUID } = before;
    expect(await content(first.id)).toMatchObject({
      PayloadIdentifier,
      PayloadUUID,
      PayloadContent: [{ Password: 'Tr0ub4dor&3 secret', SSID_STR: 'Lycée' }],
    });
  });

  it('is no other version when nothing is changed', async () => {
    const { id } = await build(WIFI);
    expect(await build({ ...WIFI, password: null }, id)).toMatchObject({ version: 1 });
  });

  it('stays what it is', async () => {
    const { id } = await build(WIFI);
    const restrictions = {
      kind: 'passcode',
      minLength: 6,
      alphanumeric: false,
      simple: true,
      lockMinutes: null,
      maxFailed: null,
      maxAgeDays: null,
      history: null,
    } as const;
    await expect(build(restrictions, id)).rejects.toMatchObject({
      code: 'bad_input',
      details: { field: 'kind' },
    });
    const { id: uploaded } = await upload(profile());
    await expect(build(WIFI, uploaded)).rejects.toMatchObject({
      code: 'bad_input',
      details: { field: 'kind' },
    });
    await expect(build(WIFI, 'gone')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('with a field that is wrong changes nothing', async () => {
    const { id } = await build(WIFI);
    await expect(build({ ...WIFI, password: 'x' }, id)).rejects.toMatchObject({
      details: { field: 'password' },
    });
    expect(await bench.profiles.get(id)).toMatchObject({ version: 1 });
  });
});

it('never has a secret in clear in the workspace’s file, nor in the log', async () => {
  const uploaded = profile({
    PayloadContent: [
      {
        PayloadType: 'com.apple.mail.managed',
        PayloadIdentifier: 'm',
        PayloadUUID: 'M',
        PayloadVersion: 1,
        IncomingPassword: 'Tr0ub4dor&3 too',
      },
    ],
  });
  const { id } = await upload(uploaded);
  await build(WIFI);
  await bench.profiles.assign(id, [{ kind: 'all' }]);
  const folder = dirname(bench.file);
  const files = readdirSync(folder).filter((name) => name.startsWith('workspace.db'));
  expect(files.length).toBeGreaterThan(0);
  for (const name of files) {
    const bytes = readFileSync(join(folder, name)).toString('latin1');
    for (const secret of ['Tr0ub4dor', Buffer.from('Tr0ub4dor&3').toString('base64').slice(0, 12)]) {
      expect(bytes.includes(secret), name).toBe(false);
    }
  }
  expect(bench.log).not.toEqual([]);
  expect(JSON.stringify(bench.log)).not.toContain('Tr0ub4dor');
  expect(JSON.stringify(await bench.profiles.list())).not.toContain('Tr0ub4dor');
});
