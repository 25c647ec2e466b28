import { MusterError } from '../../../model/errors.ts';
import { wordsOf } from '../../trust.ts';
import type { PushEndpoint } from '../deps.ts';
import type { PushResult } from './result.ts';
import { Broken } from './wire.ts';

/** TLS alerts by which a server turns a client’s certificate down (RFC 8446 section 6.2), as OpenSSL and BoringSSL name them. */
const ALERT =
  /alert[ _](bad[ _]certificate|unsupported[ _]certificate|certificate[ _](revoked|expired|unknown|required)|unknown[ _]ca|access[ _]denied)/i;

/** What a push that all others would share the fate of means for the admin; null when it concerns that push alone. */
export function troubleOf(result: PushResult): MusterError | null {
  if (result.kind === 'ours') return new MusterError('push_certificate_refused', { reason: result.reason });
  if (result.kind === 'later' && result.all) {
    return new MusterError('push_refused', { reason: result.reason });
  }
  return null;
}

/** Why there was no answer: Apple turned the certificate down, or could not be reached. What is not Broken stays as it is. */
export function troubleOfBroken(error: unknown, { host }: Pick<PushEndpoint, 'host'>): unknown {
  if (!(error instanceof Broken)) return error;
  const { cause, reason } = error;
  if (reason !== null && /certificate/i.test(reason)) {
    return new MusterError('push_certificate_refused', { reason }, error);
  }
  const words = wordsOf(cause);
  const alert = ALERT.exec(words)?.[1];
  if (alert !== undefined) return new MusterError('push_certificate_refused', { reason: alert }, error);
  return new MusterError('push_unreachable', { host, reason: reason ?? words }, error);
}
