import { basename } from 'node:path';
import type { Command } from 'commander';
import type { GoogleOverview } from '../model/connection.ts';
import type { SignInInput } from '../model/connection-setup.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import type { CliContext } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { fileText } from './file-text.ts';
import { addLdapCommands } from './ldap.ts';
import { addMailCommands } from './mail.ts';
import type { Act } from './program.ts';

interface ConnectOptions {
  serviceAccount?: string;
  subject?: string;
  clientId?: string;
  clientSecret?: string;
  demo?: boolean;
  apiRoot?: string;
  authRoot?: string;
}

/** `muster connect google | ldap | mail`, `muster disconnect google | ldap | mail`, `muster status`. */
export function addConnectionCommands(program: Command, act: Act): void {
  const connecting = program.command('connect').description('connect an outside service');
  connecting
    .command('google')
    .description('connect Google: by a service account key, or by signing in with a browser')
    .option('--service-account <file>', 'key file of a service account with domain-wide delegation')
    .option('--subject <email>', 'the administrator the service account acts for')
    .option('--client-id <id>', 'OAuth client id, to sign in with the browser')
    .option(
      '--client-secret <secret>',
      'OAuth client secret; better in MUSTER_GOOGLE_CLIENT_SECRET: others on this machine see command lines',
    )
    .option('--demo', 'sign in at the demo organisation of a demo workspace')
    .option('--api-root <address>', 'API root, for test tenants and egress proxies')
    .option('--auth-root <address>', 'sign-in root')
    .action(act((context, options: ConnectOptions) => connect(context, options)));
  const disconnecting = program.command('disconnect').description('delete a connection');
  disconnecting
    .command('google')
    .description('delete the Google connection with its devices, settings and secrets')
    .option('--revoke', 'also revoke the access at Google')
    .option('--yes', 'do it')
    .action(act((context, options: { revoke?: boolean; yes?: boolean }) => disconnect(context, options)));
  addLdapCommands(connecting, disconnecting, act);
  addMailCommands(connecting, disconnecting, act);
  program
    .command('status')
    .description('what is connected, and how fresh the data is')
    .action(act((context) => status(context)));
}

async function connect(context: CliContext, options: ConnectOptions): Promise<ExitCode> {
  const { google } = await context.open();
  const endpoints =
    options.apiRoot || options.authRoot
      ? { apiRoot: options.apiRoot ?? null, authRoot: options.authRoot ?? null }
      : null;
  const overview =
    options.serviceAccount === undefined
      ? await google.signIn({ client: clientOf(options), endpoints }, context.signal)
      : await byKey(google, options.serviceAccount, options.subject ?? '', endpoints, context.signal);
  const { domain, account, customerId } = overview.connection;
  context.say(context.words.t('cli:connect.done', { domain, account, customer: customerId }));
  context.answer(overview);
  return EXIT.complete;
}

function byKey(
  google: OpenWorkspace['google'],
  file: string,
  subject: string,
  endpoints: SignInInput['endpoints'],
  signal: AbortSignal,
): Promise<GoogleOverview> {
  const { keyHandle } = google.readKeyFile(fileText(file), basename(file));
  return google.connectServiceAccount({ keyHandle, subject, endpoints }, signal);
}

function clientOf(options: ConnectOptions): SignInInput['client'] {
  if (options.demo) return { kind: 'demo' };
  const clientSecret = options.clientSecret ?? process.env.MUSTER_GOOGLE_CLIENT_SECRET ?? '';
  return { kind: 'own', clientId: options.clientId ?? '', clientSecret };
}

async function disconnect(
  context: CliContext,
  options: { revoke?: boolean; yes?: boolean },
): Promise<ExitCode> {
  const { google } = await context.open();
  const { devices, runs, orgUnits, users, secrets } = await google.deletionPreview();
  if (!options.yes) {
    context.note(
      context.words.t('cli:disconnect.confirm', { devices, runs, units: orgUnits, users, secrets }),
    );
    return EXIT.badUsage;
  }
  const { revoked } = await google.remove(options.revoke ?? false);
  context.say(context.words.t('cli:disconnect.done'));
  if (revoked === false) context.note(context.words.t('cli:disconnect.revokeFailed'));
  context.answer({ deleted: true, revoked });
  return revoked === false ? EXIT.needsAttention : EXIT.complete;
}

const ATTENTION: ReadonlySet<GoogleOverview['status']> = new Set([
  'needs_answer',
  'reconnect_needed',
  'permission_lost',
  'api_disabled',
]);

async function status(context: CliContext): Promise<ExitCode> {
  const { workspace, google } = await context.open();
  const overview = await google.overview();
  context.answer({ workspace, google: overview });
  const { t } = context.words;
  context.say(t('cli:status.workspace', { name: workspace.name }));
  if (overview === null) {
    context.say(t('cli:status.notConnected'));
    return EXIT.complete;
  }
  const { connection } = overview;
  const time = (at: number | null): string =>
    at === null ? t('cli:status.never') : new Date(at).toISOString();
  context.say(t('cli:status.connection', { status: t(`cli:status.state.${overview.status}`) }));
  context.say(
    t('cli:status.account', {
      account: connection.account,
      domain: connection.domain,
      customer: connection.customerId,
    }),
  );
  context.say(
    t('cli:status.devices', {
      devices: overview.devices,
      expected: overview.expected ?? t('cli:status.unknown'),
    }),
  );
  context.say(t('cli:status.lastCheckIn', { time: time(overview.lastCheckInAt) }));
  return exitCodeOfStatus(overview.status);
}

function exitCodeOfStatus(status: GoogleOverview['status']): ExitCode {
  if (ATTENTION.has(status)) return EXIT.needsAttention;
  if (status === 'offline') return EXIT.offline;
  if (status === 'failed') return EXIT.failed;
  return status === 'incomplete' ? EXIT.incomplete : EXIT.complete;
}
