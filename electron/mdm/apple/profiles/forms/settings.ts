import { isDict, type PlistDict } from '../../../../model/apple/plist.ts';
import type { ProfileForm } from '../../../../model/apple/profile.ts';
import { certificateOf } from './certificate.ts';
import { badField, secretOf } from './secrets.ts';

type FormOf<K extends ProfileForm['kind']> = Extract<ProfileForm, { kind: K }>;

/** What a form asks for, as the payload of its type (Apple, mdm/profiles) without the keys common to all. */
export interface Settings {
  type: string;
  keys: PlistDict;
}

/**
 * `name` is what the person sees on the device; `earlier` is the payload of the version before, which has the secrets that are
 * kept. Throws `bad_input` naming the field.
 */
export function settingsOf(form: ProfileForm, name: string, earlier: PlistDict | null): Settings {
  switch (form.kind) {
    case 'wifi':
      return { type: 'com.apple.wifi.managed', keys: wifi(form, earlier) };
    case 'passcode':
      return { type: 'com.apple.mobiledevice.passwordpolicy', keys: passcode(form) };
    case 'restrictions':
      return { type: 'com.apple.applicationaccess', keys: restrictions(form) };
    case 'certificate':
      return certificate(form);
    case 'vpn':
      return { type: 'com.apple.vpn.managed', keys: vpn(form, name, earlier) };
  }
}

const ENCRYPTION = { none: 'None', wpa2: 'WPA2', wpa3: 'WPA3', any: 'Any' } as const;

function wifi(form: FormOf<'wifi'>, earlier: PlistDict | null): PlistDict {
  const keys: PlistDict = {
    SSID_STR: form.ssid,
    HIDDEN_NETWORK: form.hidden,
    AutoJoin: form.autoJoin,
    EncryptionType: ENCRYPTION[form.security],
    ProxyType: 'None',
  };
  if (Buffer.byteLength(form.ssid) > 32) throw badField('ssid', 'it is longer than 32 bytes');
  if (form.security === 'none') return keys;
  const password = secretOf(form.password, earlier, 'Password');
  if (password === undefined) throw badField('password', 'this network needs a password');
  // IEEE 802.11, annex J.4: a passphrase, or the 256-bit key itself.
  if (form.security === 'wpa2' && !/^(?:[\x20-\x7e]{8,63}|[0-9a-f]{64})$/i.test(password)) {
    throw badField('password', 'a WPA2 password has 8 to 63 characters from the keyboard');
  }
  return { ...keys, Password: password };
}

function passcode(form: FormOf<'passcode'>): PlistDict {
  return {
    forcePIN: true,
    allowSimple: form.simple,
    requireAlphanumeric: form.alphanumeric,
    minLength: form.minLength,
    ...(form.lockMinutes === null ? {} : { maxInactivity: form.lockMinutes }),
    ...(form.maxFailed === null ? {} : { maxFailedAttempts: form.maxFailed }),
    ...(form.maxAgeDays === null ? {} : { maxPINAgeInDays: form.maxAgeDays }),
    ...(form.history === null ? {} : { pinHistory: form.history }),
  };
}

function restrictions({ kind: _kind, ...keys }: FormOf<'restrictions'>): PlistDict {
  return keys;
}

function certificate(form: FormOf<'certificate'>): Settings {
  const { der, root } = certificateOf(form);
  return {
    type: root ? 'com.apple.security.root' : 'com.apple.security.pkcs1',
    keys: { PayloadCertificateFileName: `${form.name}.cer`, PayloadContent: der },
  };
}

/** A name or an address, as in RemoteAddress: no scheme, port or path. */
const HOST = /^(?:[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?|[0-9a-f:.]+)$/iu;

function vpn(form: FormOf<'vpn'>, name: string, earlier: PlistDict | null): PlistDict {
  if (!HOST.test(form.server)) throw badField('server', 'it is neither a name nor an address');
  const before = earlier?.IKEv2;
  const known = isDict(before) ? before : null;
  const IKEv2: PlistDict = {
    RemoteAddress: form.server,
    RemoteIdentifier: form.remoteId,
    LocalIdentifier: form.localId,
    ...(form.authentication === 'secret' ? bySecret(form, known) : byUser(form, known)),
  };
  return { VPNType: 'IKEv2', UserDefinedName: name, IKEv2 };
}

function bySecret(form: FormOf<'vpn'>, earlier: PlistDict | null): PlistDict {
  const SharedSecret = secretOf(form.sharedSecret, earlier, 'SharedSecret');
  if (SharedSecret === undefined) throw badField('sharedSecret', 'a shared secret is needed');
  return { AuthenticationMethod: 'SharedSecret', SharedSecret };
}

/** EAP alone; what is not given the device asks for. Flags are whole numbers in this payload. */
function byUser(form: FormOf<'vpn'>, earlier: PlistDict | null): PlistDict {
  const AuthPassword = secretOf(form.password, earlier, 'AuthPassword');
  return {
    AuthenticationMethod: 'None',
    ExtendedAuthEnabled: 1,
    ...(form.userName === '' ? {} : { AuthName: form.userName }),
    ...(AuthPassword === undefined ? {} : { AuthPassword }),
  };
}
