import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { writeFileAtomically } from '../disk/write-file.ts';
import type { ListenerService } from '../listener/contract.ts';
import { certificateNames } from '../listener/network/addresses.ts';
import { MusterError } from '../model/errors.ts';
import { type AccessEntry, type ListenerOverview, listenerSettingsSchema } from '../model/listener.ts';
import type { PreflightResult } from '../model/preflight.ts';
import type { RegistrationParts } from '../registration-parts.ts';
import type { CliContext } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Act } from './program.ts';
import { wholeNumber } from './whole-number.ts';

interface ListenOptions {
  interface?: string;
  port?: number;
  devicesPort?: number;
  name?: string;
  publicPort?: number;
}

/** `muster listen`, `muster preflight`, `muster certificate show | bring | own | renew | root`. */
export function addListenCommands(program: Command, act: Act): void {
  program
    .command('listen')
    .description(
      'serve the registration pages and devices, and send mails, until Ctrl+C; options given are kept',
    )
    .option('--interface <address>', 'the address to bind to; 0.0.0.0 for all')
    .option('--port <number>', 'where people register', wholeNumber(65_535))
    .option('--devices-port <number>', 'where devices check in', wholeNumber(65_535))
    .option('--name <name>', 'the public name, in links and in the certificate')
    .option(
      '--public-port <number>',
      'the port in links, where a router maps another one',
      wholeNumber(65_535),
    )
    .action(act((context, options: ListenOptions) => listen(context, options)));
  program
    .command('preflight')
    .description('look at everything an invitation needs, and say how to mend it')
    .action(act((context) => preflight(context)));
  const certificate = program.command('certificate').description('the listener’s certificate');
  certificate.command('show').action(act((context) => show(context)));
  certificate
    .command('bring <files...>')
    .description(
      'serve with a PFX, or PEM files with certificate and key; the password is in MUSTER_CERTIFICATE_PASSWORD',
    )
    .option('--name <name>', 'the public name it is made for; kept for the listener')
    .action(
      act((context, files: string[], { name }: Pick<ListenOptions, 'name'>) => bring(context, files, name)),
    );
  certificate
    .command('own')
    .description('serve with a certificate of Muster’s own authority')
    .action(act((context) => useOwn(context)));
  certificate
    .command('renew')
    .description('make a new certificate of Muster’s own authority')
    .action(act((context) => renew(context)));
  certificate
    .command('root')
    .description('the own authority’s certificate (PEM), for devices to trust')
    .option('--output <file>', 'the file to write; the output without one')
    .action(act((context, { output }: { output?: string }) => root(context, output)));
}

/** The most requests that are told at once. */
const LOOKED_AT = 1000;

async function listen(context: CliContext, options: ListenOptions): Promise<ExitCode> {
  const { register } = await context.open({ serves: true });
  const { listener } = register;
  const { t } = context.words;
  const before = await listener.settings();
  await listener.save(settingsFrom(context, before, options));
  const overview = await listener.switchTo(true);
  context.say(t('cli:listen.on', { url: `${overview.baseUrl}/go` }));
  context.answer({ state: 'on', url: overview.baseUrl, settings: overview.settings });
  const fresh = newcomers(listener);
  const stop = context.console.events.on('listener.traffic', () => {
    const entries = fresh();
    for (const entry of entries) context.answer(entry);
    // In one piece: a pipe takes each with the server waiting.
    if (entries.length > 0) context.say(entries.map(lineOf).join('\n'));
  });
  await ended(context.signal);
  stop();
  // It was switched on for as long as this runs: the window is as it was.
  if (!before.on) await listener.switchTo(false);
  context.say(t('cli:listen.off'));
  context.answer({ state: 'off' });
  return EXIT.complete;
}

/** The requests since it was asked last, the oldest first. */
function newcomers({ log }: Pick<ListenerService, 'log'>): () => AccessEntry[] {
  let [last] = log(1);
  return () => {
    const newest = log(LOOKED_AT);
    const place = last === undefined ? -1 : newest.indexOf(last);
    [last] = newest;
    return newest.slice(0, place === -1 ? undefined : place).reverse();
  };
}

function lineOf({ at, address, method, route, status }: AccessEntry): string {
  return `${new Date(at).toISOString()} ${address} ${method} ${route} ${status}`;
}

function ended(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  if (signal.aborted) resolve();
  signal.addEventListener('abort', () => resolve(), { once: true });
  return promise;
}

const OPTION_OF: Readonly<Record<string, string>> = {
  host: '--interface',
  peoplePort: '--port',
  devicesPort: '--devices-port',
  publicName: '--name',
  publicPort: '--public-port',
};

/** What is wrong with the others, the schema says. */
const PROBLEMS: readonly string[] = ['host', 'publicName', 'same_port'];

function settingsFrom(
  { words }: CliContext,
  before: ListenerOverview['settings'],
  options: ListenOptions,
): ListenerOverview['settings'] {
  const asked = {
    ...before,
    ...(options.interface === undefined ? {} : { host: options.interface }),
    ...(options.port === undefined ? {} : { peoplePort: options.port }),
    ...(options.devicesPort === undefined ? {} : { devicesPort: options.devicesPort }),
    ...(options.name === undefined ? {} : { publicName: options.name }),
    ...(options.publicPort === undefined ? {} : { publicPort: options.publicPort }),
  };
  const parsed = listenerSettingsSchema.safeParse(asked);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = String(issue?.path[0] ?? '');
  const message = issue?.message ?? '';
  const known = PROBLEMS.find((one) => one === field || one === message);
  const problem = known === undefined ? message : words.t(`cli:listen.problem.${known}`);
  throw new MusterError('bad_input', { field: OPTION_OF[field] ?? field, problem });
}

async function preflight(context: CliContext): Promise<ExitCode> {
  // It only looks: mails that wait are not to leave because of it.
  const { register } = await context.open();
  const report = await register.preflight.run((result) => tell(context, result), context.signal);
  context.answer(report);
  const bad = report.results.some(({ verdict }) => verdict === 'bad');
  return bad ? EXIT.needsAttention : EXIT.complete;
}

function tell(context: CliContext, { check, verdict, found, mend, details }: PreflightResult): void {
  const { t } = context.words;
  const name = t(`registration:preflight.check.${check}`);
  context.say(
    `${t(`cli:preflight.${verdict}`)}  ${name}: ${t(`registration:preflight.found.${found}`, details)}`,
  );
  if (mend !== null) context.say(`    ${t(`registration:preflight.mend.${mend}`, details)}`);
}

async function show(context: CliContext): Promise<ExitCode> {
  const overview = await (await context.open()).register.pki.overview();
  const { t } = context.words;
  const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
  if (overview.server === null) context.say(t('cli:certificate.none'));
  else {
    const { source, certificate } = overview.server;
    const { subject, issuer, names, notAfter } = certificate;
    context.say(
      t(`cli:certificate.${source}`, { subject, issuer, names: names.join(', '), until: day(notAfter) }),
    );
  }
  context.answer(overview);
  return EXIT.complete;
}

async function bring(
  context: CliContext,
  files: readonly string[],
  name: string | undefined,
): Promise<ExitCode> {
  const { pki, listener } = (await context.open()).register;
  const picked = pki.pick(files.map((path) => ({ name: basename(path), bytes: bytesOf(path) })));
  const before = await listener.settings();
  const after = settingsFrom(context, before, name === undefined ? {} : { name });
  const password = process.env.MUSTER_CERTIFICATE_PASSWORD ?? null;
  const info = await pki.bring({ handle: picked.handle, password, name: after.publicName });
  // One that takes the place of another is found by whoever listens now.
  if (before.certificate !== 'brought' || before.publicName !== after.publicName)
    await listener.save({ ...after, certificate: 'brought' });
  context.say(context.words.t('cli:certificate.taken', { names: info.names.join(', ') }));
  context.answer(info);
  return EXIT.complete;
}

async function useOwn(context: CliContext): Promise<ExitCode> {
  const { listener } = (await context.open()).register;
  await listener.save({ ...(await listener.settings()), certificate: 'own' });
  return await show(context);
}

async function renew(context: CliContext): Promise<ExitCode> {
  const { pki, listener } = (await context.open()).register;
  await pki.renew(certificateNames(await listener.settings(), networkInterfaces()));
  return await show(context);
}

async function root(context: CliContext, output: string | undefined): Promise<ExitCode> {
  const { pki }: Pick<RegistrationParts, 'pki'> = (await context.open()).register;
  const { pem, info } = await pki.root();
  if (output === undefined && !context.json) process.stdout.write(pem);
  if (output !== undefined) {
    await writeFileAtomically(output, pem);
    context.say(context.words.t('cli:certificate.written', { path: output }));
  }
  context.answer({ pem, ...info });
  return EXIT.complete;
}

function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new MusterError('file_unreadable', { path, reason }, error);
  }
}
