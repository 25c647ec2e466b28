import type { MailConnection, MailSecrets } from '../../model/mail.ts';
import type { Clock, Fetch } from '../../model/ports.ts';
import { type AccessTokens, createAccessTokens } from './wire/access-tokens.ts';
import { SmtpFailure } from './wire/failure.ts';
import { formsOf, type SmtpAccount } from './wire/login.ts';
import type { MailPatience } from './wire/patience.ts';
import { openSession, type SmtpSession } from './wire/session.ts';

/** Where a mail goes out, and as whom. */
export interface Exit {
  connection: MailConnection;
  secrets: MailSecrets;
}

/** Opens connections to mail servers; remembers access tokens. */
export interface Opening {
  /** Connects and signs in. Throws SmtpFailure; what its words must not show is added to `hidden`. */
  open(exit: Exit, signal: AbortSignal, hidden: string[]): Promise<SmtpSession>;
  /** See AccessTokens. */
  newest(refreshToken: string): string;
}

export function createOpening(deps: { fetch: Fetch; clock: Clock; patience?: MailPatience }): Opening {
  const tokens = createAccessTokens(deps);
  const open = async (
    exit: Exit,
    signal: AbortSignal,
    hidden: string[],
    fresh: boolean,
  ): Promise<SmtpSession> => {
    const { account, isNew } = await accountOf(exit, tokens, signal, fresh);
    hidden.push(...formsOf(account));
    try {
      return await openSession(exit.connection, account, signal, deps.patience);
    } catch (error) {
      // A token may be withdrawn before its time.
      if (isNew || !(error instanceof SmtpFailure) || error.at !== 'sign_in') throw error;
      return await open(exit, signal, hidden, true);
    }
  };
  return { open: (exit, signal, hidden) => open(exit, signal, hidden, false), newest: tokens.newest };
}

/** `isNew`: nothing better can be had. */
async function accountOf(
  { connection: { auth }, secrets }: Exit,
  tokens: AccessTokens,
  signal: AbortSignal,
  fresh: boolean,
): Promise<{ account: SmtpAccount; isNew: boolean }> {
  if (auth.kind === 'none') return { account: auth, isNew: true };
  const { user } = auth;
  const { password, clientSecret, refreshToken } = secrets;
  if (auth.kind === 'password') {
    if (password === undefined) throw new SmtpFailure('sign_in', 'no password is kept');
    return { account: { kind: 'password', user, password }, isNew: true };
  }
  if (refreshToken === undefined) throw new SmtpFailure('sign_in', 'no refresh token is kept');
  const { token, isNew } = await tokens.get({ ...auth, clientSecret, refreshToken }, signal, fresh);
  return { account: { kind: 'token', user, token }, isNew };
}
