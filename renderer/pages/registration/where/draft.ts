import { type ListenerSettings, listenerSettingsSchema } from '../../../../electron/bridge/domain';

/** Where the listener listens, as typed. */
export interface WhereDraft {
  host: string;
  peoplePort: string;
  devicesPort: string;
  publicName: string;
  /** Empty: the port people connect to. */
  publicPort: string;
  /** Empty: the port devices connect to. */
  publicDevicesPort: string;
}

export type WhereField = keyof WhereDraft;
export const WHERE_FIELDS: readonly WhereField[] = [
  'host',
  'publicName',
  'peoplePort',
  'devicesPort',
  'publicPort',
  'publicDevicesPort',
];

/** What the form begins with. */
export function whereDraftOf(kept: ListenerSettings): WhereDraft {
  const { host, peoplePort, devicesPort, publicName, publicPort, publicDevicesPort } = kept;
  return {
    host,
    publicName,
    peoplePort: String(peoplePort),
    devicesPort: String(devicesPort),
    publicPort: publicPort === null ? '' : String(publicPort),
    publicDevicesPort: publicDevicesPort === null ? '' : String(publicDevicesPort),
  };
}

/** What a draft without problems stands for; the rest stays as it is kept. */
export function whereOf(draft: WhereDraft, kept: ListenerSettings): ListenerSettings {
  return {
    ...kept,
    host: draft.host,
    publicName: plainName(draft.publicName),
    peoplePort: Number(draft.peoplePort),
    devicesPort: Number(draft.devicesPort),
    publicPort: portOf(draft.publicPort),
    publicDevicesPort: portOf(draft.publicDevicesPort),
  };
}

function portOf(typed: string): number | null {
  return typed.trim() === '' ? null : Number(typed);
}

/** People paste addresses: of `https://Register.example.org:8443/go` only the name is meant. */
function plainName(typed: string): string {
  const text = typed.trim().toLowerCase();
  if (!text.startsWith('https://')) return text;
  return URL.canParse(text) ? new URL(text).hostname.replace(/^\[|\]$/g, '') : text;
}

/** What is wrong with a draft: field to a key of `where.problem.`. */
export function whereProblems(
  draft: WhereDraft,
  kept: ListenerSettings,
): Partial<Record<WhereField, 'name' | 'port' | 'samePort'>> {
  const ports = (['peoplePort', 'devicesPort', 'publicPort', 'publicDevicesPort'] as const).filter(
    (field) => !isPort(draft[field]) && !(field.startsWith('public') && draft[field].trim() === ''),
  );
  if (ports.length > 0) return Object.fromEntries(ports.map((field) => [field, 'port']));
  const parsed = listenerSettingsSchema.safeParse(whereOf(draft, kept));
  if (parsed.success) return {};
  const fields = parsed.error.issues.map(({ path }) => path[0]);
  return {
    ...(fields.includes('publicName') ? { publicName: 'name' } : {}),
    ...(fields.includes('devicesPort') ? { devicesPort: 'samePort' } : {}),
  };
}

function isPort(text: string): boolean {
  return /^\s*\d{1,5}\s*$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
}
