import { basename } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { writeFileAtomically } from '../disk/write-file.ts';
import type { PushOverview } from '../model/apple/push.ts';
import { MusterError } from '../model/errors.ts';
import { timeText } from './apple-find.ts';
import type { CliContext } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { fileBytes } from './file-text.ts';
import type { Act } from './program.ts';

interface PasswordOptions {
  passwordStdin?: boolean;
}

interface SignOptions extends PasswordOptions {
  vendor: string[];
  out: string;
}

interface BringOptions extends PasswordOptions {
  appleId?: string;
  replaceTopic?: boolean;
}

/** `muster apple push request | sign | bring | remove | test | status`. */
export function addPushCommands(apple: Command, act: Act): void {
  const push = apple.command('push').description('the push certificate, by which devices are woken');
  push
    .command('status')
    .description('the certificate, its topic and its end, and what Apple said last')
    .action(act((context) => status(context)));
  push
    .command('request')
    .description('make a signing request; asked again, the same until a certificate for it is brought')
    .option('--out <file>', 'the file to write (PEM); the output without one')
    .action(act((context, { out }: { out?: string }) => request(context, out)));
  withPassword(push.command('sign'))
    .description('sign the request as an MDM vendor: the file for identity.apple.com')
    .requiredOption(
      '--vendor <files...>',
      'the vendor’s certificate with its key (PFX or PEM); it is not kept',
    )
    .requiredOption('--out <file>', 'the file to write')
    .action(act((context, options: SignOptions) => sign(context, options)));
  withPassword(push.command('bring <files...>'))
    .description('take in the certificate from identity.apple.com; with its own key as PFX or PEM')
    .option(
      '--apple-id <account>',
      'the Apple Account it was made with: it must be renewed with the same one',
    )
    .option('--replace-topic', 'take it though its topic is another: devices must register again')
    .action(act((context, files: string[], options: BringOptions) => bring(context, files, options)));
  push
    .command('remove')
    .description('forget the push certificate and its key; its topic is remembered')
    .option('--yes', 'do it')
    .action(act((context, { yes }: { yes?: boolean }) => remove(context, yes)));
  push
    .command('test')
    .description('ask Apple whether it lets us in')
    .action(act((context) => test(context)));
}

/** What there is to say of push, a line each. */
export function pushLines({ words: { t } }: CliContext, overview: PushOverview): string[] {
  const { state, topic, appleId, certificate, waiting, lastPushAt, trouble } = overview;
  const known = {
    topic: topic ?? '–',
    appleId: appleId ?? '–',
    until: timeText(certificate?.notAfter ?? null),
  };
  const lines = [t(`cli:apple.push.state.${state}`, known)];
  if (certificate !== null) lines.push(t('cli:apple.push.topic', known));
  lines.push(t('cli:apple.push.waiting', { waiting, last: timeText(lastPushAt) }));
  return trouble === null ? lines : [...lines, t(`errors:${trouble.code}`, trouble.details)];
}

function withPassword(command: Command): Command {
  return command.option(
    '--password-stdin',
    'read the password of the key from the standard input; it can be in MUSTER_CERTIFICATE_PASSWORD instead',
  );
}

/** Never an option of its own: others on this machine see command lines. */
async function passwordFrom({ passwordStdin }: PasswordOptions): Promise<string | null> {
  if (passwordStdin !== true) return process.env.MUSTER_CERTIFICATE_PASSWORD ?? null;
  const [first = ''] = (await text(process.stdin)).split(/\r?\n/);
  return first;
}

const filesFrom = (paths: readonly string[]) =>
  paths.map((path) => ({ name: basename(path), bytes: fileBytes(path) }));

async function status(context: CliContext): Promise<ExitCode> {
  return tell(context, await (await context.open()).push.overview());
}

/** Needs attention while devices cannot be woken by the certificate there is. */
function tell(context: CliContext, overview: PushOverview): ExitCode {
  for (const line of pushLines(context, overview)) context.say(line);
  context.answer(overview);
  return overview.state === 'expired' || overview.trouble !== null ? EXIT.needsAttention : EXIT.complete;
}

async function request(context: CliContext, out: string | undefined): Promise<ExitCode> {
  const { pem } = await (await context.open()).push.request();
  if (out === undefined && !context.json) process.stdout.write(pem);
  if (out !== undefined) {
    await writeFileAtomically(out, pem);
    context.say(context.words.t('cli:apple.push.requestWritten', { path: out }));
  }
  context.answer({ pem, path: out ?? null });
  return EXIT.complete;
}

async function sign(context: CliContext, options: SignOptions): Promise<ExitCode> {
  const { push } = await context.open();
  const { handle } = push.pick(filesFrom(options.vendor));
  const { content } = await push.vendorSign({ handle, password: await passwordFrom(options) });
  await writeFileAtomically(options.out, content);
  context.say(context.words.t('cli:apple.push.signed', { path: options.out }));
  context.answer({ path: options.out });
  return EXIT.complete;
}

async function bring(context: CliContext, files: string[], options: BringOptions): Promise<ExitCode> {
  const { push } = await context.open();
  const { handle } = push.pick(filesFrom(files));
  const overview = await push.bring({
    handle,
    password: await passwordFrom(options),
    appleId: options.appleId ?? null,
    replaceTopic: options.replaceTopic ?? false,
  });
  return tell(context, overview);
}

async function remove(context: CliContext, yes = false): Promise<ExitCode> {
  const { push } = await context.open();
  const { certificate, topic } = await push.overview();
  if (certificate === null) throw new MusterError('push_not_set');
  if (!yes) {
    context.note(context.words.t('cli:apple.push.confirmRemove', { topic: topic ?? '' }));
    return EXIT.badUsage;
  }
  const overview = await push.remove();
  context.say(context.words.t('cli:apple.push.removed'));
  context.answer(overview);
  return EXIT.complete;
}

async function test(context: CliContext): Promise<ExitCode> {
  const { push } = await context.open();
  await push.test(context.signal);
  context.say(context.words.t('cli:apple.push.tested'));
  context.answer({ tested: true });
  return EXIT.complete;
}
