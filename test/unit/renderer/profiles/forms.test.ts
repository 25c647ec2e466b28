import { describe, expect, it } from 'vitest';
import { type ProfileForm, profileFormSchema } from '../../../../electron/bridge/domain';
import { draftOf, PROFILE_KINDS, RESTRICTIONS } from '../../../../renderer/pages/profiles/forms/draft';
import { formOf } from '../../../../renderer/pages/profiles/forms/form';
import { boundsOf, problemsOf } from '../../../../renderer/pages/profiles/forms/problems';
import en from '../../../../resources/locales/en/profiles.json';

const NEW = { ...draftOf(null), name: 'One' };
const PEM = '-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----';
const WIFI: ProfileForm = {
  kind: 'wifi',
  ssid: 'Riverside',
  hidden: true,
  autoJoin: false,
  security: 'wpa3',
  password: null,
};
const VPN: ProfileForm = {
  kind: 'vpn',
  server: 'vpn.example.org',
  remoteId: 'vpn.example.org',
  localId: '',
  authentication: 'secret',
  sharedSecret: null,
  userName: '',
  password: null,
};
const PASSCODE: ProfileForm = {
  kind: 'passcode',
  minLength: 8,
  alphanumeric: true,
  simple: false,
  lockMinutes: 5,
  maxFailed: null,
  maxAgeDays: 90,
  history: 3,
};
const RESTRICTED: ProfileForm = {
  kind: 'restrictions',
  allowCamera: false,
  allowScreenShot: true,
  allowCloudBackup: true,
  allowAirDrop: false,
  allowAppInstallation: true,
  allowEraseContentAndSettings: true,
  allowAccountModification: true,
  forceEncryptedBackup: true,
};
const stored = (form: ProfileForm) => ({ name: 'One', description: '', scope: 'User' as const, form });

describe('a form of a profile', () => {
  it.each([WIFI, VPN, PASSCODE, RESTRICTED])('comes back as it went in: $kind', (form) => {
    const draft = draftOf(stored(form));
    expect(draft.scope).toBe('User');
    expect(problemsOf(form.kind, draft, form)).toEqual({});
    expect(formOf(form.kind, draft)).toEqual(form);
  });

  it('shows a certificate as text again, and hands it over so that it can be read', () => {
    const form = formOf('certificate', { ...NEW, certificate: 'Root', content: PEM });
    expect(profileFormSchema.safeParse(form).success).toBe(true);
    expect(form).toMatchObject({ name: 'Root', content: btoa(PEM) });
    const der = { kind: 'certificate', name: 'Root', content: 'MAA=' } as const;
    expect(draftOf(stored(der)).content).toContain('-----BEGIN CERTIFICATE-----\nMAA=');
  });

  it('never shows a secret, and keeps it while its field is empty', () => {
    expect(draftOf(stored(VPN)).sharedSecret).toBe('');
    expect(formOf('vpn', draftOf(stored(VPN)))).toMatchObject({ sharedSecret: null });
    expect(formOf('vpn', { ...draftOf(stored(VPN)), sharedSecret: 'new' })).toMatchObject({
      sharedSecret: 'new',
    });
  });

  it('makes what the contract takes, of every kind', () => {
    const typed = { ...NEW, ssid: 'a', server: 'a', remoteId: 'a', certificate: 'a', content: PEM };
    for (const kind of PROFILE_KINDS) {
      expect(profileFormSchema.safeParse(formOf(kind, typed)).success, kind).toBe(true);
    }
  });
});

describe('what is wrong with a form', () => {
  it('is said at its field', () => {
    expect(problemsOf('restrictions', { ...NEW, name: ' ' }, null)).toEqual({ name: 'name' });
    expect(problemsOf('wifi', NEW, null)).toEqual({ ssid: 'ssid', password: 'password' });
    expect(problemsOf('vpn', NEW, null)).toEqual({ server: 'server', remoteId: 'remoteId' });
    expect(problemsOf('certificate', NEW, null)).toEqual({
      certificate: 'certificateName',
      content: 'content',
    });
  });

  it('holds a network to 32 bytes and WPA2 to its password', () => {
    const wifi = (change: Partial<typeof NEW>) =>
      problemsOf('wifi', { ...NEW, ssid: 'Riverside', password: 'riverside1', ...change }, null);
    expect(wifi({})).toEqual({});
    expect(wifi({ ssid: 'é'.repeat(17) })).toEqual({ ssid: 'ssidLong' });
    expect(wifi({ password: 'short' })).toEqual({ password: 'wpa2' });
    expect(wifi({ password: 'short', security: 'wpa3' })).toEqual({});
    expect(wifi({ password: '', security: 'none' })).toEqual({});
  });

  it('asks for a secret anew when the way in was another before', () => {
    const open: ProfileForm = { ...WIFI, security: 'none' };
    expect(problemsOf('wifi', { ...draftOf(stored(open)), security: 'wpa3' }, open)).toEqual({
      password: 'password',
    });
    const byUser: ProfileForm = { ...VPN, authentication: 'user' };
    const turned = { ...draftOf(stored(byUser)), authentication: 'secret' as const };
    expect(problemsOf('vpn', turned, byUser)).toEqual({ sharedSecret: 'sharedSecret' });
  });

  it('holds numbers to what devices take, and names the bounds', () => {
    const passcode = (change: Partial<typeof NEW>) => problemsOf('passcode', { ...NEW, ...change }, null);
    expect(
      passcode({ minLength: '3', lockMinutes: '16', maxFailed: '1', maxAgeDays: '731', history: '51' }),
    ).toEqual({
      minLength: 'number',
      lockMinutes: 'number',
      maxFailed: 'number',
      maxAgeDays: 'number',
      history: 'number',
    });
    expect(passcode({ minLength: '' })).toEqual({ minLength: 'number' });
    expect(passcode({ lockMinutes: '', maxFailed: '11' })).toEqual({});
    expect(boundsOf('maxFailed')).toEqual({ least: 2, most: 11 });
    expect(boundsOf('name')).toEqual({});
  });

  it('keeps private keys, several certificates and addresses with a scheme out', () => {
    const content = (text: string) =>
      problemsOf('certificate', { ...NEW, certificate: 'a', content: text }, null).content;
    expect(content(PEM)).toBeUndefined();
    expect(content(`${PEM}\n-----BEGIN PRIVATE KEY-----`)).toBe('privateKey');
    expect(content(`${PEM}\n${PEM}`)).toBe('severalCertificates');
    const server = (text: string) => problemsOf('vpn', { ...NEW, remoteId: 'a', server: text }, null).server;
    expect(server('https://vpn.example.org')).toBe('serverForm');
    expect(server('vpn.example.org')).toBeUndefined();
  });

  it('has words for every problem and every restriction', () => {
    const problems = [
      ...Object.values(problemsOf('wifi', NEW, null)),
      ...Object.values(problemsOf('vpn', { ...NEW, server: 'a b' }, null)),
      ...Object.values(problemsOf('certificate', NEW, null)),
    ];
    for (const problem of problems) expect(Object.keys(en.problem)).toContain(problem);
    for (const field of RESTRICTIONS) expect(Object.keys(en.field)).toContain(field);
  });
});
