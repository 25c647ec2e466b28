import { z } from 'zod';
import { MusterError } from '../../model/errors.ts';
import { oauthClientSchema } from './oauth-client-input.ts';
import { serviceAccountKeySchema } from './service-account.ts';

/** What the vault keeps of a Google connection, as JSON. */
const credentialsSchema = z.discriminatedUnion('method', [
  z.object({
    method: z.literal('sign_in'),
    client: oauthClientSchema,
    refreshToken: z.string().min(1),
    account: z.string(),
  }),
  z.object({
    method: z.literal('service_account'),
    key: serviceAccountKeySchema,
    subject: z.string(),
  }),
]);
export type Credentials = z.infer<typeof credentialsSchema>;

/** Reads what was stored. Throws `vault_damaged_secret` when it is something else. */
export function parseCredentials(text: string): Credentials {
  try {
    return credentialsSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new MusterError('vault_damaged_secret', { name: 'google' }, error);
  }
}
