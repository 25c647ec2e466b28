import { z } from 'zod';
import type { EndpointOverride } from '../../../../electron/bridge/domain';

/** What the admin types about an OAuth client; keys of messages are those of `field.` in the texts. */
export interface ClientFields {
  clientId: string;
  clientSecret: string;
}

/** Addresses as typed; empty means Google's own. */
export interface AddressFields {
  apiRoot: string;
  authRoot: string;
}

const CLIENT_ID = /^[\w-]+\.apps\.googleusercontent\.com$/;
const EMAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;

/** Key of the message about the client id, or null. Another sign-in root may have other forms of id. */
export function clientIdProblem(value: string, otherRoot: boolean): string | null {
  const id = value.trim();
  if (id === '') return 'field.clientIdMissing';
  if (id.startsWith('{')) return jsonProblem(id);
  return otherRoot || CLIENT_ID.test(id) ? null : 'field.clientIdForm';
}

/** Key of the message about the client secret, or null. */
export function clientSecretProblem(value: string): string | null {
  const secret = value.trim();
  if (secret === '') return 'field.secretMissing';
  return /\s/.test(secret) ? 'field.secretForm' : null;
}

/** Key of the message about the admin a service account acts as, or null. */
export function subjectProblem(value: string): string | null {
  const subject = value.trim();
  if (subject === '') return 'field.subjectMissing';
  if (!EMAIL.test(subject)) return 'field.subjectForm';
  return subject.endsWith('.gserviceaccount.com') ? 'field.subjectService' : null;
}

/** Key of the message about an address, or null: https anywhere, http only on this computer. */
export function addressProblem(name: keyof AddressFields, value: string): string | null {
  const address = value.trim();
  if (address === '') return null;
  if (!URL.canParse(address)) return `field.${name}Form`;
  const { protocol, hostname } = new URL(address);
  if (protocol === 'https:') return null;
  if (protocol === 'http:' && isLoopback(hostname)) return null;
  return `field.${name}Scheme`;
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** The typed addresses as the bridge wants them; null when both are Google's own. */
export function endpointsOf(fields: AddressFields): EndpointOverride | null {
  const apiRoot = fields.apiRoot.trim() || null;
  const authRoot = fields.authRoot.trim() || null;
  return apiRoot === null && authRoot === null ? null : { apiRoot, authRoot };
}

const clientFileSchema = z.looseObject({
  installed: z.looseObject({ client_id: z.string(), client_secret: z.string().default('') }).optional(),
  web: z.unknown().optional(),
  type: z.string().optional(),
});

function readJson(text: string): z.infer<typeof clientFileSchema> | null {
  try {
    return clientFileSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Id and secret out of the JSON that Google offers for a desktop client; null for any other text. */
export function clientFromJson(text: string): ClientFields | null {
  const installed = readJson(text)?.installed;
  return installed === undefined
    ? null
    : { clientId: installed.client_id, clientSecret: installed.client_secret };
}

function jsonProblem(text: string): string {
  const file = readJson(text);
  if (file?.web !== undefined) return 'field.clientIdWeb';
  return file?.type === 'service_account' ? 'field.clientIdService' : 'field.clientIdForm';
}
