import { randomUUID, X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Blueprint, buildProfile } from '../../../../electron/mdm/apple/profiles/forms/build.ts';
import { bareCertificate } from '../../../../electron/mdm/apple/profiles/forms/certificate.ts';
import { judgeProfile } from '../../../../electron/mdm/apple/profiles/judge.ts';
import { isDict, type PlistDict } from '../../../../electron/model/apple/plist.ts';
import type { ProfileForm } from '../../../../electron/model/apple/profile.ts';
import { DEVICE_LIMITS, readPlist, writePlist } from '../../../../electron/plist/plist.ts';
import { type OpenSsl, openSsl } from '../../../support/pki/openssl.ts';

type FormOf<K extends ProfileForm['kind']> = Extract<ProfileForm, { kind: K }>;

const WIFI: FormOf<'wifi'> = {
  kind: 'wifi',
  ssid: 'Lycée',
  hidden: true,
  autoJoin: false,
  security: 'wpa2',
  password: 'correct horse',
};
const PASSCODE: FormOf<'passcode'> = {
  kind: 'passcode',
  minLength: 6,
  alphanumeric: true,
  simple: false,
  lockMinutes: 5,
  maxFailed: 10,
  maxAgeDays: 365,
  history: 3,
};
const RESTRICTIONS: FormOf<'restrictions'> = {
  kind: 'restrictions',
  allowCamera: false,
  allowScreenShot: true,
  allowCloudBackup: false,
  allowAirDrop: true,
  allowAppInstallation: true,
  allowEraseContentAndSettings: true,
  allowAccountModification: true,
  forceEncryptedBackup: true,
};
const VPN: FormOf<'vpn'> = {
  kind: 'vpn',
  server: 'vpn.example.org',
  remoteId: 'vpn.example.org',
  localId: '',
  authentication: 'secret',
  sharedSecret: 'between us',
  userName: '',
  password: null,
};

/** What a device would read of the profile: written, and read again. */
function built(form: ProfileForm, change: Partial<Blueprint> = {}): PlistDict {
  const blueprint = {
    id: '0193',
    name: 'Ours',
    description: 'What is ours',
    scope: 'System',
    form,
    earlier: null,
    ...change,
  } as const;
  return readPlist(writePlist(buildProfile(blueprint, randomUUID)), DEVICE_LIMITS);
}

function payloadOf(content: PlistDict): PlistDict {
  const [first, ...others] = Array.isArray(content.PayloadContent) ? content.PayloadContent : [];
  if (!isDict(first)) throw new Error('no payload');
  expect(others).toEqual([]);
  return first;
}

/** The keys of its payload that are its type’s own. */
function keysOf(form: ProfileForm, change: Partial<Blueprint> = {}): Record<string, unknown> {
  const { PayloadType, PayloadVersion, PayloadIdentifier, PayloadUUID, PayloadDisplayName, ...keys } =
    payloadOf(built(form, change));
  return keys;
}

const field = (name: string) => ({ code: 'bad_input', details: { field: name } });
function problemWith(form: ProfileForm): unknown {
  try {
    return built(form);
  } catch (error) {
    return error;
  }
}

describe('a profile built from a form', () => {
  it('is one that Apple’s schema takes, around one payload', () => {
    const content = built(WIFI);
    expect(content).toMatchObject({
      PayloadType: 'Configuration',
      PayloadVersion: 1,
      PayloadIdentifier: 'app.muster.profile.0193',
      PayloadUUID: expect.stringMatching(/./),
      PayloadDisplayName: 'Ours',
      PayloadDescription: 'What is ours',
      PayloadScope: 'System',
    });
    expect(payloadOf(content)).toMatchObject({
      PayloadType: 'com.apple.wifi.managed',
      PayloadVersion: 1,
      PayloadIdentifier: 'app.muster.profile.0193.wifi',
      PayloadUUID: expect.stringMatching(/./),
      PayloadDisplayName: 'Ours',
    });
    expect(judgeProfile(content, '', '')).toMatchObject({ name: 'Ours', scope: 'System', warnings: [] });
  });

  it('goes to the users of a Mac when it is theirs', () => {
    expect(built(WIFI, { scope: 'User' }).PayloadScope).toBe('User');
  });

  it('keeps its identifiers and UUIDs when it is changed', () => {
    const earlier = built(WIFI);
    const later = built({ ...WIFI, ssid: 'Other' }, { earlier, name: 'Renamed', description: '' });
    for (const key of ['PayloadIdentifier', 'PayloadUUID']) {
      expect(later[key]).toBe(earlier[key]);
      expect(payloadOf(later)[key]).toBe(payloadOf(earlier)[key]);
    }
    expect(later).toMatchObject({ PayloadDisplayName: 'Renamed' });
    expect(later).not.toHaveProperty('PayloadDescription');
  });
});

describe('Wi-Fi', () => {
  it('is told with Apple’s keys', () => {
    expect(keysOf(WIFI)).toEqual({
      SSID_STR: 'Lycée',
      HIDDEN_NETWORK: true,
      AutoJoin: false,
      EncryptionType: 'WPA2',
      ProxyType: 'None',
      Password: 'correct horse',
    });
  });

  it.each([
    ['wpa2', 'WPA2'],
    ['wpa3', 'WPA3'],
    ['any', 'Any'],
  ] as const)('%s is %s', (security, told) => {
    expect(keysOf({ ...WIFI, security })).toMatchObject({ EncryptionType: told, Password: 'correct horse' });
  });

  it('has no password when it is open, though one is given', () => {
    const keys = keysOf({ ...WIFI, security: 'none' });
    expect(keys).toMatchObject({ EncryptionType: 'None' });
    expect(keys).not.toHaveProperty('Password');
  });

  it('keeps the password it had when none is given', () => {
    const earlier = built(WIFI);
    expect(keysOf({ ...WIFI, ssid: 'Other', password: null }, { earlier })).toMatchObject({
      SSID_STR: 'Other',
      Password: 'correct horse',
    });
    expect(keysOf({ ...WIFI, password: 'battery staple' }, { earlier })).toMatchObject({
      Password: 'battery staple',
    });
  });

  it('names the field that is wrong', () => {
    expect(problemWith({ ...WIFI, password: null })).toMatchObject(field('password'));
    expect(problemWith({ ...WIFI, password: 'short' })).toMatchObject(field('password'));
    expect(problemWith({ ...WIFI, password: 'ÄÖÜ mit Umlaut' })).toMatchObject(field('password'));
    expect(problemWith({ ...WIFI, ssid: 'é'.repeat(20) })).toMatchObject(field('ssid'));
    expect(keysOf({ ...WIFI, password: 'A1'.repeat(32) })).toMatchObject({ Password: 'A1'.repeat(32) });
  });

  it('never has the password in what is told of the error', () => {
    expect(JSON.stringify(problemWith({ ...WIFI, password: 'geheim' }))).not.toContain('geheim');
  });
});

describe('passcode', () => {
  it('is told with Apple’s keys', () => {
    expect(payloadOf(built(PASSCODE)).PayloadType).toBe('com.apple.mobiledevice.passwordpolicy');
    expect(keysOf(PASSCODE)).toEqual({
      forcePIN: true,
      allowSimple: false,
      requireAlphanumeric: true,
      minLength: 6,
      maxInactivity: 5,
      maxFailedAttempts: 10,
      maxPINAgeInDays: 365,
      pinHistory: 3,
    });
  });

  it('leaves out what is as the user likes', () => {
    expect(
      keysOf({ ...PASSCODE, lockMinutes: null, maxFailed: null, maxAgeDays: null, history: null }),
    ).toEqual({
      forcePIN: true,
      allowSimple: false,
      requireAlphanumeric: true,
      minLength: 6,
    });
  });
});

it('tells restrictions with Apple’s keys', () => {
  const content = built(RESTRICTIONS);
  expect(payloadOf(content).PayloadType).toBe('com.apple.applicationaccess');
  const { kind: _kind, ...keys } = RESTRICTIONS;
  expect(keysOf(RESTRICTIONS)).toEqual(keys);
  expect(judgeProfile(content, '', '').warnings).toEqual([]);
  expect(judgeProfile(built({ ...RESTRICTIONS, allowAirDrop: false }), '', '').warnings).toEqual([
    'needs_supervision',
  ]);
});

describe('a certificate', () => {
  let openssl: OpenSsl;
  let root: X509Certificate;
  let leaf: X509Certificate;
  let key: string;
  beforeAll(async () => {
    openssl = await openSsl();
    await openssl('req -x509 -newkey rsa:2048 -nodes -keyout root.key -out root.pem -days 2 -subj /CN=Root');
    await openssl('req -newkey rsa:2048 -nodes -keyout leaf.key -out leaf.csr -subj /CN=Leaf');
    await openssl('x509 -req -in leaf.csr -CA root.pem -CAkey root.key -days 2 -out leaf.pem');
    root = new X509Certificate(await openssl.read('root.pem'));
    leaf = new X509Certificate(await openssl.read('leaf.pem'));
    key = String(await openssl.read('leaf.key'));
  });
  afterAll(() => openssl.remove());

  const formOf = (bytes: Uint8Array | string): FormOf<'certificate'> => ({
    kind: 'certificate',
    name: 'School root',
    content: Buffer.from(bytes).toString('base64'),
  });

  it.each(['DER', 'PEM'])('that issued itself is a root, from %s', (encoding) => {
    const form = formOf(encoding === 'DER' ? root.raw : root.toString());
    const payload = payloadOf(built(form));
    expect(payload).toMatchObject({
      PayloadType: 'com.apple.security.root',
      PayloadCertificateFileName: 'School root.cer',
      PayloadDisplayName: 'School root',
    });
    expect(
      Buffer.from(payload.PayloadContent instanceof Uint8Array ? payload.PayloadContent : []).equals(
        root.raw,
      ),
    ).toBe(true);
  });

  it('of another is none', () => {
    expect(payloadOf(built(formOf(leaf.raw)))).toMatchObject({ PayloadType: 'com.apple.security.pkcs1' });
  });

  it('has another UUID when it becomes another payload', () => {
    const earlier = built(formOf(root.raw));
    const later = built(formOf(leaf.raw), { earlier });
    expect(later.PayloadUUID).toBe(earlier.PayloadUUID);
    expect(payloadOf(later).PayloadIdentifier).toBe(payloadOf(earlier).PayloadIdentifier);
    expect(payloadOf(later).PayloadUUID).not.toBe(payloadOf(earlier).PayloadUUID);
    const same = built(formOf(root.toString()), { earlier });
    expect(payloadOf(same).PayloadUUID).toBe(payloadOf(earlier).PayloadUUID);
  });

  it('is kept alone', () => {
    const { content } = bareCertificate(formOf(root.toString()));
    expect(Buffer.from(content, 'base64').equals(root.raw)).toBe(true);
  });

  it('with a key, with others, or none at all names the field', () => {
    for (const bytes of [`${leaf}${key}`, `${leaf}${root}`, 'nonsense', '']) {
      expect(problemWith(formOf(bytes)), bytes).toMatchObject(field('content'));
    }
  });
});

describe('VPN', () => {
  it('with a shared secret is told with Apple’s keys', () => {
    expect(payloadOf(built(VPN)).PayloadType).toBe('com.apple.vpn.managed');
    expect(keysOf({ ...VPN, localId: 'school' })).toEqual({
      VPNType: 'IKEv2',
      UserDefinedName: 'Ours',
      IKEv2: {
        RemoteAddress: 'vpn.example.org',
        RemoteIdentifier: 'vpn.example.org',
        LocalIdentifier: 'school',
        AuthenticationMethod: 'SharedSecret',
        SharedSecret: 'between us',
      },
    });
  });

  it('with user and password is EAP alone', () => {
    expect(
      keysOf({ ...VPN, authentication: 'user', userName: 'camille', password: 'correct horse' }).IKEv2,
    ).toEqual({
      RemoteAddress: 'vpn.example.org',
      RemoteIdentifier: 'vpn.example.org',
      LocalIdentifier: '',
      AuthenticationMethod: 'None',
      ExtendedAuthEnabled: 1,
      AuthName: 'camille',
      AuthPassword: 'correct horse',
    });
  });

  it('lets the device ask for what is not given', () => {
    const { IKEv2 } = keysOf({ ...VPN, authentication: 'user' });
    expect(IKEv2).not.toHaveProperty('AuthName');
    expect(IKEv2).not.toHaveProperty('AuthPassword');
  });

  it('keeps the secrets it had, until an empty one takes them away', () => {
    const secret = built(VPN);
    expect(
      keysOf({ ...VPN, server: '2001:db8::1', sharedSecret: null }, { earlier: secret }).IKEv2,
    ).toMatchObject({ RemoteAddress: '2001:db8::1', SharedSecret: 'between us' });
    const user = { ...VPN, authentication: 'user', password: 'correct horse' } as const;
    const earlier = built(user);
    expect(keysOf({ ...user, password: null }, { earlier }).IKEv2).toMatchObject({
      AuthPassword: 'correct horse',
    });
    expect(keysOf({ ...user, password: '' }, { earlier }).IKEv2).not.toHaveProperty('AuthPassword');
  });

  it('names the field that is wrong', () => {
    expect(problemWith({ ...VPN, sharedSecret: null })).toMatchObject(field('sharedSecret'));
    for (const server of ['https://vpn.example.org', 'vpn.example.org/x', 'vpn example', '-x']) {
      expect(problemWith({ ...VPN, server }), server).toMatchObject(field('server'));
    }
  });
});
