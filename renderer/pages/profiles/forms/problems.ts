import type { ProfileForm, ProfileKind } from '../../../../electron/bridge/domain';
import type { DraftField, ProfileDraft } from './draft';

/** What is wrong with fields: keys of `profiles:problem.`. */
export type Problems = Partial<Record<DraftField, string>>;

/** Least and most of the numbers of the form (Apple, com.apple.mobiledevice.passwordpolicy). */
export const PASSCODE_BOUNDS = {
  minLength: { least: 4, most: 16 },
  lockMinutes: { least: 1, most: 15 },
  maxFailed: { least: 2, most: 11 },
  maxAgeDays: { least: 1, most: 730 },
  history: { least: 1, most: 50 },
} as const;
type PasscodeNumber = keyof typeof PASSCODE_BOUNDS;

/** Least and most of the number in a field, for the words of its problem; nothing for another field. */
export function boundsOf(field: DraftField): { least?: number; most?: number } {
  return isNumber(field) ? PASSCODE_BOUNDS[field] : {};
}

function isNumber(field: DraftField): field is PasscodeNumber {
  return Object.hasOwn(PASSCODE_BOUNDS, field);
}

/** What is wrong with a draft; `kept` is the form as it is stored, whose secrets may stay. */
export function problemsOf(kind: ProfileKind, draft: ProfileDraft, kept: ProfileForm | null): Problems {
  const found: Record<string, string | null> = {
    name: draft.name.trim() === '' ? 'name' : null,
    ...OF_KIND[kind](draft, kept),
  };
  return Object.fromEntries(Object.entries(found).filter(([, problem]) => problem !== null));
}

type Look = (draft: ProfileDraft, kept: ProfileForm | null) => Partial<Record<DraftField, string | null>>;

const OF_KIND: Readonly<Record<ProfileKind, Look>> = {
  wifi: (draft, kept) => ({ ssid: ssidProblem(draft.ssid), password: passwordProblem(draft, kept) }),
  passcode: (draft) => ({
    minLength:
      numberProblem('minLength', draft.minLength) ?? (draft.minLength.trim() === '' ? 'number' : null),
    lockMinutes: numberProblem('lockMinutes', draft.lockMinutes),
    maxFailed: numberProblem('maxFailed', draft.maxFailed),
    maxAgeDays: numberProblem('maxAgeDays', draft.maxAgeDays),
    history: numberProblem('history', draft.history),
  }),
  restrictions: () => ({}),
  certificate: ({ certificate, content }) => ({
    certificate: certificate.trim() === '' ? 'certificateName' : null,
    content: contentProblem(content),
  }),
  vpn: (draft, kept) => ({
    server: hostProblem(draft.server.trim()),
    remoteId: draft.remoteId.trim() === '' ? 'remoteId' : null,
    sharedSecret: keepsVpnSecret(draft, kept) || draft.sharedSecret !== '' ? null : secretProblem(draft),
  }),
};

/** True while the password that is kept stands for the field left empty. */
export function keepsPassword(kind: ProfileKind, kept: ProfileForm | null): boolean {
  if (kept?.kind !== kind) return false;
  if (kept.kind === 'wifi') return kept.security !== 'none';
  return kept.kind === 'vpn' && kept.authentication === 'user';
}

/** True while the shared secret that is kept stands for the field left empty. */
export function keepsVpnSecret({ authentication }: ProfileDraft, kept: ProfileForm | null): boolean {
  return authentication === 'secret' && kept?.kind === 'vpn' && kept.authentication === 'secret';
}

function secretProblem({ authentication }: ProfileDraft): string | null {
  return authentication === 'secret' ? 'sharedSecret' : null;
}

const MOST_SSID_BYTES = 32;

function ssidProblem(ssid: string): string | null {
  if (ssid === '') return 'ssid';
  return new TextEncoder().encode(ssid).length > MOST_SSID_BYTES ? 'ssidLong' : null;
}

/** IEEE 802.11, annex J.4: a passphrase, or the 256-bit key itself. */
const WPA2 = /^(?:[\x20-\x7e]{8,63}|[0-9a-f]{64})$/i;

function passwordProblem({ security, password }: ProfileDraft, kept: ProfileForm | null): string | null {
  if (security === 'none') return null;
  if (password === '') return keepsPassword('wifi', kept) ? null : 'password';
  return security === 'wpa2' && !WPA2.test(password) ? 'wpa2' : null;
}

function numberProblem(field: PasscodeNumber, text: string): string | null {
  if (text.trim() === '') return null;
  const { least, most } = PASSCODE_BOUNDS[field];
  const value = Number(text);
  return /^\s*\d{1,4}\s*$/.test(text) && value >= least && value <= most ? null : 'number';
}

function contentProblem(content: string): string | null {
  if (/PRIVATE KEY/.test(content)) return 'privateKey';
  const certificates = (content.match(/-----BEGIN CERTIFICATE-----/g) ?? []).length;
  if (certificates > 1) return 'severalCertificates';
  return certificates === 1 && isAscii(content) ? null : 'content';
}

function isAscii(text: string): boolean {
  return [...text].every((letter) => letter.charCodeAt(0) < 128);
}

/** A name or an address: no scheme, port or path. */
const HOST = /^(?:[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?|[0-9a-f:.]+)$/iu;

function hostProblem(server: string): string | null {
  if (server === '') return 'server';
  return HOST.test(server) ? null : 'serverForm';
}
