import { z } from 'zod';
import type { Clock, Fetch } from '../../../model/ports.ts';
import { wordsOf } from '../../trust.ts';
import { SmtpFailure } from './failure.ts';

/** Who asks for access tokens, and where. */
export interface Grant {
  tokenUrl: string;
  clientId: string;
  /** Absent for a public client. */
  clientSecret: string | undefined;
  refreshToken: string;
}

/** Exchanges refresh tokens for access tokens (RFC 6749 section 6), and keeps these in memory while they are good. */
export interface AccessTokens {
  /** `fresh`: the server would not have the one before. Throws SmtpFailure `sign_in`, `unreachable`, `cancelled`. */
  get(grant: Grant, signal: AbortSignal, fresh: boolean): Promise<{ token: string; isNew: boolean }>;
  /** What has come in the place of a refresh token: a server may give a new one at each exchange. */
  newest(refreshToken: string): string;
}

const grantedSchema = z.looseObject({
  access_token: z.string().min(1),
  /** Seconds. */
  expires_in: z.coerce.number().positive().catch(300),
  refresh_token: z.string().min(1).optional(),
});
const refusedSchema = z.looseObject({ error: z.string(), error_description: z.string().catch('') });

const PATIENCE_MS = 30_000;
/** A token that is about to end would end on the way. */
const RESERVE_MS = 60_000;

export function createAccessTokens({ fetch, clock }: { fetch: Fetch; clock: Clock }): AccessTokens {
  const good = new Map<string, { token: string; until: number }>();
  const successors = new Map<string, string>();
  const newest = (refreshToken: string): string => {
    let token = refreshToken;
    for (let next = successors.get(token); next !== undefined; next = successors.get(token)) token = next;
    return token;
  };
  return {
    newest,
    get: async (grant, signal, fresh) => {
      const key = JSON.stringify([grant.tokenUrl, grant.clientId, grant.refreshToken]);
      const known = good.get(key);
      if (!fresh && known !== undefined && known.until > clock.now())
        return { token: known.token, isNew: false };
      good.clear();
      const refreshToken = newest(grant.refreshToken);
      const granted = await exchange(fetch, { ...grant, refreshToken }, signal);
      const next = granted.refresh_token ?? refreshToken;
      if (next !== refreshToken) successors.set(refreshToken, next);
      const until = clock.now() + granted.expires_in * 1000 - RESERVE_MS;
      good.set(key, { token: granted.access_token, until });
      return { token: granted.access_token, isNew: true };
    },
  };
}

/** A redirect is not followed: it would carry the secrets elsewhere. */
async function exchange(
  fetch: Fetch,
  { tokenUrl, clientId, clientSecret, refreshToken }: Grant,
  signal: AbortSignal,
): Promise<z.infer<typeof grantedSchema>> {
  const late = AbortSignal.timeout(PATIENCE_MS);
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(tokenUrl, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
        client_id: clientId,
        ...(clientSecret === undefined ? {} : { client_secret: clientSecret }),
      }),
      redirect: 'manual',
      signal: AbortSignal.any([signal, late]),
    });
    body = jsonOf(await response.text());
  } catch (error) {
    if (signal.aborted) throw new SmtpFailure('cancelled', 'cancelled');
    throw new SmtpFailure('unreachable', `${new URL(tokenUrl).host}: ${causeOf(error)}`, null, error);
  }
  const granted = grantedSchema.safeParse(body);
  if (response.ok && granted.success) return granted.data;
  const refused = refusedSchema.safeParse(body);
  if (refused.success && response.status < 500 && response.status !== 429)
    throw new SmtpFailure('sign_in', `${refused.data.error} ${refused.data.error_description}`);
  throw new SmtpFailure('unreachable', `${new URL(tokenUrl).host}: HTTP ${response.status}`);
}

/** fetch says no more than that it failed; why is in its cause. */
function causeOf(error: unknown): string {
  return wordsOf(error instanceof Error && error.cause !== undefined ? error.cause : error);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
