import type { Command } from 'commander';
import type { ListenerService } from '../listener/contract.ts';
import type { AccessEntry } from '../model/listener.ts';
import type { PreflightResult } from '../model/preflight.ts';
import type { CliContext } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { type ListenOptions, settingsFrom } from './listen-options.ts';
import type { Act } from './program.ts';
import { wholeNumber } from './whole-number.ts';

/** `muster listen` and `muster preflight`. */
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
