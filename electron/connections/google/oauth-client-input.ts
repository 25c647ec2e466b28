import { z } from 'zod';
import { MusterError } from '../../model/errors.ts';

/** The admin's own OAuth client, of the type "Desktop app". */
export const oauthClientSchema = z.object({ clientId: z.string(), clientSecret: z.string() });
export type OauthClient = z.infer<typeof oauthClientSchema>;

/** `123-abc.apps.googleusercontent.com`; clients made long ago have no second part. */
const CLIENT_ID = /^\d+(-[a-z0-9_]+)?\.apps\.googleusercontent\.com$/;

/** The file `client_secret_*.json` of the Google Cloud console; a web client has `web` where a desktop one has `installed`. */
const clientFileSchema = z.looseObject({
  installed: z.looseObject({ client_id: z.string(), client_secret: z.string() }),
});

/**
 * Checks what was typed or pasted. A whole `client_secret_*.json` may be pasted into the client id field.
 * Throws `google_client_invalid` with `field` (`clientId`, `clientSecret`, `file`, `type`) and `clientId`.
 */
export function parseOauthClient(input: OauthClient): OauthClient {
  if (input.clientId.trim().startsWith('{')) return parseOauthClientFile(input.clientId);
  const clientId = input.clientId.trim();
  const clientSecret = input.clientSecret.trim();
  if (!CLIENT_ID.test(clientId))
    throw new MusterError('google_client_invalid', { field: 'clientId', clientId });
  if (!/^\S+$/.test(clientSecret))
    throw new MusterError('google_client_invalid', { field: 'clientSecret', clientId });
  return { clientId, clientSecret };
}

/** Reads the text of a `client_secret_*.json`. Throws as `parseOauthClient`. */
export function parseOauthClientFile(text: string): OauthClient {
  const document = parseJson(text);
  const file = clientFileSchema.safeParse(document);
  if (!file.success) {
    const isWeb = z.looseObject({ web: z.looseObject({}) }).safeParse(document).success;
    throw new MusterError('google_client_invalid', { field: isWeb ? 'type' : 'file', clientId: '' });
  }
  const { client_id: clientId, client_secret: clientSecret } = file.data.installed;
  if (clientId.trim().startsWith('{')) {
    throw new MusterError('google_client_invalid', { field: 'clientId', clientId: '' });
  }
  return parseOauthClient({ clientId, clientSecret });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
