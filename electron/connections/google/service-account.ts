import { createPrivateKey } from 'node:crypto';
import { z } from 'zod';
import { MusterError } from '../../model/errors.ts';

/** The parts Muster uses of the JSON key the Google Cloud console gives out. */
export const serviceAccountKeySchema = z.object({
  type: z.literal('service_account'),
  project_id: z.string().optional(),
  private_key_id: z.string().optional(),
  private_key: z.string().refine(isRsaKey),
  client_email: z.email(),
  client_id: z.string().regex(/^\d+$/),
  /** The audience of the assertions. They are never sent there: the endpoint is the connection's. */
  token_uri: z.url(),
});
export type ServiceAccountKey = z.infer<typeof serviceAccountKeySchema>;

/**
 * Reads the text of a service account's key file.
 * Throws `google_key_file_invalid` with `field`: `file` when it is no JSON object, else the field at fault.
 */
export function parseKeyFile(text: string): ServiceAccountKey {
  const parsed = serviceAccountKeySchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const field = parsed.error.issues[0]?.path[0] ?? 'file';
  throw new MusterError('google_key_file_invalid', { field: String(field) });
}

/** The admin's address, trimmed. Throws `google_subject_invalid` with `subject`. */
export function parseSubject(subject: string): string {
  const parsed = z.email().safeParse(subject.trim());
  if (parsed.success) return parsed.data;
  throw new MusterError('google_subject_invalid', { subject });
}

function isRsaKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
