import { MusterError } from '../../model/errors.ts';
import type { MailConnection, MailInput, MailSecrets } from '../../model/mail.ts';
import type { Vault } from '../../vault/vault.ts';

/** Their names in the vault. */
export const MAIL_SECRETS = {
  password: 'mail.password',
  clientSecret: 'mail.clientSecret',
  refreshToken: 'mail.refreshToken',
} as const;

type SecretName = keyof typeof MAIL_SECRETS;
/** A client secret is not everybody’s: some clients have none. */
const USED: Readonly<
  Record<MailConnection['auth']['kind'], readonly { name: SecretName; needed: boolean }[]>
> = {
  none: [],
  password: [{ name: 'password', needed: true }],
  oauth: [
    { name: 'clientSecret', needed: false },
    { name: 'refreshToken', needed: true },
  ],
};

/** The secrets kept for a way of signing in. Throws what the vault throws. */
export async function readSecrets(
  vault: Pick<Vault, 'read'>,
  { auth }: Pick<MailConnection, 'auth'>,
): Promise<MailSecrets> {
  const secrets: MailSecrets = {};
  for (const { name } of USED[auth.kind]) secrets[name] = (await vault.read(MAIL_SECRETS[name])) ?? undefined;
  return secrets;
}

/**
 * The secrets as they are to be used: those given, and for those absent the ones kept, if they were given for the same
 * account at the same place. An empty one is none. Throws bad_input naming the one that is needed and missing, and what
 * the vault throws.
 */
export async function secretsFor(
  { connection, secrets }: MailInput,
  kept: MailConnection | null,
  vault: Pick<Vault, 'read'>,
): Promise<MailSecrets> {
  const used: MailSecrets = {};
  const known = kept !== null && isSameAccount(kept, connection);
  for (const { name, needed } of USED[connection.auth.kind]) {
    const given = secrets[name];
    const found = given === undefined && known ? await vault.read(MAIL_SECRETS[name]) : given;
    if (found) used[name] = found;
    else if (needed) throw new MusterError('bad_input', { field: name, problem: 'missing' });
  }
  return used;
}

/** Keeps these and forgets the others. */
export async function writeSecrets(
  vault: Pick<Vault, 'write' | 'remove'>,
  secrets: MailSecrets,
): Promise<void> {
  for (const name of ['password', 'clientSecret', 'refreshToken'] as const) {
    const secret = secrets[name];
    if (secret === undefined) await vault.remove(MAIL_SECRETS[name]);
    else await vault.write(MAIL_SECRETS[name], secret);
  }
}

/** Only there the kept secrets may be sent. */
function isSameAccount(one: MailConnection, other: MailConnection): boolean {
  return one.host === other.host && one.port === other.port && accountOf(one) === accountOf(other);
}

function accountOf({ auth }: MailConnection): string {
  if (auth.kind === 'none') return '';
  const { kind, user } = auth;
  return JSON.stringify(kind === 'oauth' ? [kind, user, auth.clientId, auth.tokenUrl] : [kind, user]);
}
