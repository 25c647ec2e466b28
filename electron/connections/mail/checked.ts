import { MusterError } from '../../model/errors.ts';
import { type MailConnection, mailConnectionSchema } from '../../model/mail.ts';
import { bareHost, checkPem, isHost, wordsOf } from '../trust.ts';
import { isLoopback } from './wire/loopback.ts';

/**
 * The connection as it will be used. Throws bad_input with the first field that cannot be used, or must not be: mails
 * and tokens never leave this machine in the clear.
 */
export function checkedConnection(given: MailConnection): MailConnection {
  const read = mailConnectionSchema.safeParse(given);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw bad(issue?.path.join('.') ?? '', issue?.message ?? '');
  }
  const connection = { ...read.data, host: bareHost(read.data.host) };
  const { host, security, authority, auth, from } = connection;
  if (!isHost(host)) throw bad('host', 'smtp.example.org');
  if (security === 'none' && !isLoopback(host)) throw bad('security', 'start_tls, tls');
  if (authority !== null) checkAuthority(authority);
  if (auth.kind !== 'none' && /\p{Cc}/u.test(auth.user)) throw bad('auth.user', 'control characters');
  if (auth.kind === 'oauth') checkTokenUrl(auth.tokenUrl);
  if (/\p{Cc}/u.test(from.name)) throw bad('from.name', 'control characters');
  return connection;
}

function checkAuthority(pem: string): void {
  try {
    checkPem(pem);
  } catch (error) {
    throw bad('authority', wordsOf(error));
  }
}

function checkTokenUrl(text: string): void {
  const { protocol, hostname, username, password } = new URL(text);
  const isOwn = protocol === 'http:' && isLoopback(bareHost(hostname));
  if ((protocol !== 'https:' && !isOwn) || username !== '' || password !== '')
    throw bad('auth.tokenUrl', 'https://login.example.org/token');
}

function bad(field: string, problem: string): MusterError {
  return new MusterError('bad_input', { field, problem });
}
