import type { Command } from 'commander';
import { MusterError } from '../model/errors.ts';
import { type LdapConnection, type LdapTest, ldapConnectionSchema } from '../model/ldap.ts';
import type { CliContext } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { fileText } from './file-text.ts';
import type { Act } from './program.ts';
import { wholeNumber } from './whole-number.ts';

interface LdapOptions {
  kind: string;
  host: string;
  port?: number;
  security: string;
  authority?: string;
  bindDn: string;
  baseDn: string;
  filter?: string;
  passwordFile?: string;
  dryRun?: boolean;
}

/** Where servers listen that were not told otherwise (RFC 4516 section 2, and the IANA registry for ldaps). */
const USUAL_PORT = { start_tls: 389, ldaps: 636 } as const;

/** `muster connect ldap` and `muster disconnect ldap`. */
export function addLdapCommands(connect: Command, disconnect: Command, act: Act): void {
  connect
    .command('ldap')
    .description('connect a directory that users are imported from; the password is in MUSTER_LDAP_PASSWORD')
    .requiredOption('--host <name>', 'its name, as in its certificate')
    .requiredOption('--bind-dn <dn>', 'the account that reads')
    .requiredOption('--base-dn <dn>', 'where people are looked for')
    .option('--kind <kind>', 'active_directory or openldap', 'active_directory')
    .option('--security <security>', 'start_tls or ldaps', 'start_tls')
    .option('--port <number>', 'where it listens; 389, with ldaps 636', wholeNumber(65_535))
    .option('--authority <file>', 'the authority that signed its certificate (PEM); those the system trusts')
    .option('--filter <filter>', 'who is a user (RFC 4515); all people')
    .option('--password-file <file>', 'a file with the password instead; its first line counts')
    .option('--dry-run', 'try the settings out, and keep nothing')
    .action(act((context, options: LdapOptions) => connectLdap(context, options)));
  disconnect
    .command('ldap')
    .description('forget the directory and its password; its users stay')
    .option('--yes', 'do it')
    .action(act((context, options: { yes?: boolean }) => disconnectLdap(context, options.yes ?? false)));
}

/** Nothing is kept that does not work. */
async function connectLdap(context: CliContext, options: LdapOptions): Promise<ExitCode> {
  const { ldap } = await context.open();
  const connection = connectionFrom(options);
  const password = passwordFrom(options);
  const tested = await ldap.test({ connection, password }, context.signal);
  tell(context, tested);
  if (options.dryRun) {
    context.answer({ tested, saved: null });
    return EXIT.complete;
  }
  const saved = await ldap.save({ connection, password });
  context.say(context.words.t('cli:ldap.saved', { host: connection.host }));
  context.answer({ tested, saved });
  return EXIT.complete;
}

async function disconnectLdap(context: CliContext, yes: boolean): Promise<ExitCode> {
  const { ldap } = await context.open();
  const overview = await ldap.overview();
  if (overview === null) throw new MusterError('ldap_not_set');
  if (!yes) {
    const { host } = overview.connection;
    context.note(context.words.t('cli:ldap.confirmRemove', { host, users: overview.users }));
    return EXIT.badUsage;
  }
  await ldap.remove();
  context.say(context.words.t('cli:ldap.removed'));
  context.answer({ removed: true });
  return EXIT.complete;
}

function connectionFrom(options: LdapOptions): LdapConnection {
  const { kind, security } = ldapConnectionSchema.shape;
  const secured = security.safeParse(options.security);
  if (!secured.success) throw bad('--security', options.security);
  const known = kind.safeParse(options.kind);
  if (!known.success) throw bad('--kind', options.kind);
  return {
    kind: known.data,
    host: options.host,
    port: options.port ?? USUAL_PORT[secured.data],
    security: secured.data,
    authority: options.authority === undefined ? null : fileText(options.authority),
    bindDn: options.bindDn,
    baseDn: options.baseDn,
    userFilter: options.filter ?? null,
  };
}

/** Never an option: others on this machine see command lines. Absent, the one kept for this account is used. */
function passwordFrom({ passwordFile }: LdapOptions): string | undefined {
  if (passwordFile === undefined) return process.env.MUSTER_LDAP_PASSWORD;
  return fileText(passwordFile).split(/\r?\n/)[0];
}

function tell(context: CliContext, { users, counted, sample, certificate }: LdapTest): void {
  const { t } = context.words;
  context.say(t(counted ? 'cli:ldap.found' : 'cli:ldap.foundMore', { users }));
  for (const { userName, displayName } of sample) context.say(`  ${userName}  ${displayName}`);
  const until = new Date(certificate.validTo).toISOString().slice(0, 10);
  context.say(t('cli:ldap.certificate', { ...certificate, until }));
}

function bad(field: string, problem: string): MusterError {
  return new MusterError('bad_input', { field, problem });
}
