import type {
  LibraryProfile,
  ProfileForm,
  ProfileKind,
  ProfileScope,
} from '../../../../electron/bridge/domain';
import { certificateText } from '../../../components/certificate';

export const PROFILE_KINDS = [
  'wifi',
  'passcode',
  'restrictions',
  'certificate',
  'vpn',
] as const satisfies readonly ProfileKind[];

type FormOf<K extends ProfileKind> = Extract<ProfileForm, { kind: K }>;

/** What can be forbidden, in the order of the form. */
export const RESTRICTIONS = [
  'allowCamera',
  'allowScreenShot',
  'allowCloudBackup',
  'allowAirDrop',
  'allowAppInstallation',
  'allowEraseContentAndSettings',
  'allowAccountModification',
] as const satisfies readonly (keyof FormOf<'restrictions'>)[];

/** A profile as typed: all kinds in one, of which a form shows its own. Empty texts are what is not given. */
export interface ProfileDraft
  extends Omit<FormOf<'restrictions'>, 'kind'>,
    Pick<FormOf<'wifi'>, 'ssid' | 'hidden' | 'autoJoin' | 'security'>,
    Pick<FormOf<'passcode'>, 'alphanumeric' | 'simple'>,
    Pick<FormOf<'vpn'>, 'server' | 'remoteId' | 'localId' | 'authentication' | 'userName'> {
  name: string;
  description: string;
  scope: ProfileScope;
  /** Of a Wi-Fi network, or of a VPN’s user. Empty: the kept one, else none. */
  password: string;
  sharedSecret: string;
  minLength: string;
  lockMinutes: string;
  maxFailed: string;
  maxAgeDays: string;
  history: string;
  /** What the certificate is called. */
  certificate: string;
  /** PEM. */
  content: string;
}

export type DraftField = keyof ProfileDraft;

const EMPTY: ProfileDraft = {
  name: '',
  description: '',
  scope: 'System',
  ssid: '',
  hidden: false,
  autoJoin: true,
  security: 'wpa2',
  password: '',
  minLength: '6',
  alphanumeric: false,
  simple: false,
  lockMinutes: '5',
  maxFailed: '',
  maxAgeDays: '',
  history: '',
  allowCamera: true,
  allowScreenShot: true,
  allowCloudBackup: true,
  allowAirDrop: true,
  allowAppInstallation: true,
  allowEraseContentAndSettings: true,
  allowAccountModification: true,
  forceEncryptedBackup: false,
  certificate: '',
  content: '',
  server: '',
  remoteId: '',
  localId: '',
  authentication: 'user',
  sharedSecret: '',
  userName: '',
};

/** What a form begins with; secrets that are kept are never shown. */
export function draftOf(
  profile: Pick<LibraryProfile, 'name' | 'description' | 'scope' | 'form'> | null,
): ProfileDraft {
  if (profile === null) return EMPTY;
  const { name, description, scope, form } = profile;
  return { ...EMPTY, ...(form === null ? {} : typed(form)), name, description, scope };
}

function typed(form: ProfileForm): Partial<ProfileDraft> {
  switch (form.kind) {
    case 'wifi': {
      const { kind: _kind, password: _password, ...rest } = form;
      return rest;
    }
    case 'passcode': {
      const { alphanumeric, simple, minLength, lockMinutes, maxFailed, maxAgeDays, history } = form;
      return {
        alphanumeric,
        simple,
        minLength: String(minLength),
        lockMinutes: textOf(lockMinutes),
        maxFailed: textOf(maxFailed),
        maxAgeDays: textOf(maxAgeDays),
        history: textOf(history),
      };
    }
    case 'restrictions': {
      const { kind: _kind, ...rest } = form;
      return rest;
    }
    case 'certificate':
      return { certificate: form.name, content: certificateText(bytesOf(form.content)) };
    case 'vpn': {
      const { kind: _kind, password: _password, sharedSecret: _secret, ...rest } = form;
      return rest;
    }
  }
}

function textOf(value: number | null): string {
  return value === null ? '' : String(value);
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
