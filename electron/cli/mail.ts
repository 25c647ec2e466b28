import type { Command } from 'commander';
import { MusterError } from '../model/errors.ts';
import { type MailConnection, type MailSecrets, mailConnectionSchema } from '../model/mail.ts';
import type { CliContext } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { fileText } from './file-text.ts';
import type { Act } from './program.ts';
import { wholeNumber } from './whole-number.ts';

interface MailOptions {
  host: string;
  port?: number;
  security: string;
  authority?: string;
  user?: string;
  oauthClient?: string;
  tokenUrl?: string;
  from: string;
  fromName?: string;
  replyTo?: string;
  perMinute: number;
  passwordFile?: string;
  test?: string;
  dryRun?: boolean;
}

/** Where submission servers listen (RFC 6409, RFC 8314 section 3.3). */
const USUAL_PORT = { start_tls: 587, tls: 465, none: 25 } as const;

/** `muster connect mail` and `muster disconnect mail`. */
export function addMailCommands(connect: Command, disconnect: Command, act: Act): void {
  connect
    .command('mail')
    .description(
      'set up the server that mails leave by; secrets are in MUSTER_MAIL_PASSWORD, or for OAuth in MUSTER_MAIL_CLIENT_SECRET and MUSTER_MAIL_REFRESH_TOKEN',
    )
    .requiredOption('--host <name>', 'its name, as in its certificate')
    .requiredOption('--from <address>', 'the sender’s address')
    .option('--from-name <name>', 'the sender’s name', '')
    .option('--reply-to <address>', 'where answers go')
    .option('--security <security>', 'start_tls, tls, or none (this computer only)', 'start_tls')
    .option('--port <number>', 'where it listens; 587, with tls 465', wholeNumber(65_535))
    .option('--authority <file>', 'the authority that signed its certificate (PEM); those the system trusts')
    .option('--user <name>', 'the account; without it nobody signs in')
    .option('--oauth-client <id>', 'sign in by OAuth with this client id')
    .option('--token-url <address>', 'where OAuth tokens are exchanged')
    .option('--per-minute <count>', 'mails a minute at most', wholeNumber(600), 60)
    .option('--password-file <file>', 'a file with the password instead; its first line counts')
    .option('--test <address>', 'send a mail there first')
    .option('--dry-run', 'try the settings out, and keep nothing')
    .action(act((context, options: MailOptions) => connectMail(context, options)));
  disconnect
    .command('mail')
    .description('forget the mail server and its secrets; mails that wait go on waiting')
    .option('--yes', 'do it')
    .action(act((context, { yes }: { yes?: boolean }) => disconnectMail(context, yes)));
}

/** Nothing is kept that does not work. */
async function connectMail(context: CliContext, options: MailOptions): Promise<ExitCode> {
  const { mail } = (await context.open()).register;
  const input = { connection: connectionFrom(options), secrets: secretsFrom(options) };
  const { t, language } = context.words;
  const tested = await mail.test({ ...input, to: options.test ?? null, language }, context.signal);
  context.say(
    t(tested.to === null ? 'cli:mail.works' : 'cli:mail.tested', { host: options.host, to: tested.to }),
  );
  const saved = options.dryRun ? null : await mail.save(input);
  if (saved !== null) context.say(t('cli:mail.saved', { host: options.host }));
  context.answer({ tested, saved });
  return EXIT.complete;
}

async function disconnectMail(context: CliContext, yes = false): Promise<ExitCode> {
  const { mail } = (await context.open()).register;
  const overview = await mail.overview();
  if (overview === null) throw new MusterError('mail_not_set');
  if (!yes) {
    const { host } = overview.connection;
    context.note(context.words.t('cli:mail.confirmRemove', { host, queued: overview.queued }));
    return EXIT.badUsage;
  }
  await mail.remove();
  context.say(context.words.t('cli:mail.removed'));
  context.answer({ removed: true });
  return EXIT.complete;
}

const OPTION_OF: Readonly<Record<string, string>> = {
  host: '--host',
  port: '--port',
  security: '--security',
  authority: '--authority',
  user: '--user',
  clientId: '--oauth-client',
  tokenUrl: '--token-url',
  name: '--from-name',
  address: '--from',
  replyTo: '--reply-to',
  perMinute: '--per-minute',
};

function connectionFrom(options: MailOptions): MailConnection {
  const security = mailConnectionSchema.shape.security.safeParse(options.security);
  const asked = {
    host: options.host,
    port: options.port ?? (security.success ? USUAL_PORT[security.data] : 0),
    security: options.security,
    authority: options.authority === undefined ? null : fileText(options.authority),
    auth: authFrom(options),
    from: { name: options.fromName ?? '', address: options.from },
    replyTo: options.replyTo ?? null,
    perMinute: options.perMinute,
  };
  const parsed = mailConnectionSchema.safeParse(asked);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = String(issue?.path.at(-1) ?? '');
  throw new MusterError('bad_input', { field: OPTION_OF[field] ?? field, problem: issue?.message ?? '' });
}

function authFrom({ user, oauthClient, tokenUrl }: MailOptions): object {
  if (user === undefined) return { kind: 'none' };
  if (oauthClient === undefined) return { kind: 'password', user };
  return { kind: 'oauth', user, clientId: oauthClient, tokenUrl: tokenUrl ?? '' };
}

/** Never an option: others on this machine see command lines. Absent ones are those kept for this account. */
function secretsFrom({ passwordFile }: MailOptions): MailSecrets {
  const { MUSTER_MAIL_PASSWORD, MUSTER_MAIL_CLIENT_SECRET, MUSTER_MAIL_REFRESH_TOKEN } = process.env;
  const password =
    passwordFile === undefined ? MUSTER_MAIL_PASSWORD : (fileText(passwordFile).split(/\r?\n/)[0] ?? '');
  return {
    ...(password === undefined ? {} : { password }),
    ...(MUSTER_MAIL_CLIENT_SECRET === undefined ? {} : { clientSecret: MUSTER_MAIL_CLIENT_SECRET }),
    ...(MUSTER_MAIL_REFRESH_TOKEN === undefined ? {} : { refreshToken: MUSTER_MAIL_REFRESH_TOKEN }),
  };
}
