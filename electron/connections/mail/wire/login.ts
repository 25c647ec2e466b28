import type { SMTPConnectionAuth, SMTPConnectionCustomAuthContext } from 'nodemailer/lib/smtp-connection';

/** What a server wants to know of who sends. */
export type SmtpAccount =
  | { kind: 'none' }
  | { kind: 'password'; user: string; password: string }
  | { kind: 'token'; user: string; token: string };

/** Under a name of its own: under `XOAUTH2` nodemailer would take another way wherever the server offers one. */
export const BEARER = 'BEARER-TOKEN';
const MORE = 334;
const IN = 235;

export function loginOf(account: Exclude<SmtpAccount, { kind: 'none' }>): SMTPConnectionAuth {
  const { user } = account;
  return account.kind === 'token'
    ? { user, method: BEARER, pass: account.token }
    : { user, pass: account.password };
}

/** Signs in with an access token (https://developers.google.com/workspace/gmail/imap/xoauth2-protocol). */
export async function sendToken({ auth, sendCommand }: SMTPConnectionCustomAuthContext): Promise<void> {
  const answer = await sendCommand(`AUTH XOAUTH2 ${bearer(auth.credentials.user, auth.credentials.pass)}`);
  // A refusal comes in two parts, and the second is had by an empty line.
  const last = answer.status === MORE ? await sendCommand('') : answer;
  if (last.status !== IN) throw new Error('Invalid login');
}

/** What goes over the wire instead of the account’s secret, so that it can be kept out of errors. */
export function formsOf(account: SmtpAccount): string[] {
  if (account.kind === 'none') return [];
  if (account.kind === 'token') return [account.token, bearer(account.user, account.token)];
  const { user, password } = account;
  return [password, base64(password), base64(`\0${user}\0${password}`)];
}

function bearer(user: string, token: string): string {
  return base64(`user=${user}\x01auth=Bearer ${token}\x01\x01`);
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
