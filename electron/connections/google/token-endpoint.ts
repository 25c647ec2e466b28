import { z } from 'zod';
import { MusterError } from '../../model/errors.ts';
import type { Clock, Fetch } from '../../model/ports.ts';
import type { GoogleEndpoints } from './endpoints.ts';
import type { ServerClock } from './server-clock.ts';

const PATIENCE_MS = 30_000;
const DEFAULT_PAUSE_MS = 60_000;

const grantSchema = z.looseObject({
  access_token: z.string().min(1),
  /** Seconds. */
  expires_in: z.number().positive(),
  refresh_token: z.string().min(1).optional(),
  /** Space-delimited; absent when exactly what was asked for was granted (RFC 6749 section 5.1). */
  scope: z.string().optional(),
  id_token: z.string().optional(),
});
export type TokenGrant = z.infer<typeof grantSchema>;

const refusalSchema = z.looseObject({
  error: z.string(),
  error_description: z.string().default(''),
  error_subtype: z.string().default(''),
});

/** Google's "no" (RFC 6749 section 5.2), for the caller to translate: it depends on what was asked for. */
export class TokenRefusal extends Error {
  readonly error: string;
  readonly description: string;
  readonly subtype: string;

  constructor(refusal: z.infer<typeof refusalSchema>) {
    super(`${refusal.error}: ${refusal.error_description}`);
    this.name = 'TokenRefusal';
    this.error = refusal.error;
    this.description = refusal.error_description;
    this.subtype = refusal.error_subtype;
  }
}

interface Answer {
  response: Response;
  /** The JSON of the body; null when it is none. */
  body: unknown;
}

export interface TokenEndpointOptions {
  endpoints: Pick<GoogleEndpoints, 'tokenUrl' | 'revokeUrl'>;
  fetch: Fetch;
  clock: Clock;
  serverClock: ServerClock;
}

/**
 * The two addresses that take secrets. Own requests rather than the library's: its service account flow has a
 * fixed address and signs by the machine's clock, and none of its flows can be cancelled.
 */
export class TokenEndpoint {
  readonly #options: TokenEndpointOptions;

  constructor(options: TokenEndpointOptions) {
    this.#options = options;
  }

  /**
   * Asks for tokens. Throws `TokenRefusal`, `google_offline`, `google_unavailable`, `google_rate_limited`,
   * `google_bad_answer`, `cancelled`.
   */
  async request(form: Record<string, string>, signal?: AbortSignal): Promise<TokenGrant> {
    const { response, body } = await this.#post(this.#options.endpoints.tokenUrl, form, signal);
    if (response.ok) {
      const grant = grantSchema.safeParse(body);
      if (grant.success) return grant.data;
      throw new MusterError('google_bad_answer', {
        reason: `token: ${grant.error.issues[0]?.path.join('.') || 'not JSON'}`,
      });
    }
    this.#throwIfBusy(response);
    const refusal = refusalSchema.safeParse(body);
    if (refusal.success) throw new TokenRefusal(refusal.data);
    throw new MusterError('google_bad_answer', { reason: `token: HTTP ${response.status}` });
  }

  /**
   * Ends a grant (RFC 7009). A token Google no longer knows counts as revoked.
   * Throws `google_revoke_failed` with the reason, or `cancelled`.
   */
  async revoke(token: string, signal?: AbortSignal): Promise<void> {
    try {
      const { response, body } = await this.#post(this.#options.endpoints.revokeUrl, { token }, signal);
      const refusal = refusalSchema.safeParse(body);
      const isForgotten = refusal.success && refusal.data.error === 'invalid_token';
      if (!response.ok && !isForgotten) throw new Error(`HTTP ${response.status}`);
    } catch (error) {
      if (error instanceof MusterError && error.code === 'cancelled') throw error;
      const reason =
        error instanceof MusterError ? error.code : String(error instanceof Error ? error.message : error);
      throw new MusterError('google_revoke_failed', { reason }, error);
    }
  }

  /** A redirect is not followed: it would carry the secrets elsewhere. */
  async #post(url: string, form: Record<string, string>, signal?: AbortSignal): Promise<Answer> {
    const { fetch, clock, serverClock } = this.#options;
    const deadline = new AbortController();
    const answered = new AbortController();
    void clock.sleep(PATIENCE_MS, answered.signal).then(
      () => deadline.abort(),
      () => undefined,
    );
    try {
      const response = await fetch(url, {
        method: 'POST',
        body: new URLSearchParams(form),
        redirect: 'manual',
        signal: AbortSignal.any([deadline.signal, ...(signal ? [signal] : [])]),
      });
      serverClock.observe(response);
      return { response, body: parseJson(await response.text()) };
    } catch (error) {
      if (signal?.aborted) throw new MusterError('cancelled', {}, error);
      if (deadline.signal.aborted) throw new MusterError('google_unavailable', { reason: 'timeout' }, error);
      throw new MusterError('google_offline', {}, error);
    } finally {
      answered.abort();
    }
  }

  #throwIfBusy(response: Response): void {
    if (response.status === 429) {
      const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
      const pause = Number.isFinite(seconds) ? seconds * 1000 : DEFAULT_PAUSE_MS;
      throw new MusterError('google_rate_limited', { until: this.#options.clock.now() + pause });
    }
    if (response.status >= 500)
      throw new MusterError('google_unavailable', { reason: `HTTP ${response.status}` });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
