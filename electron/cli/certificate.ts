import { networkInterfaces } from 'node:os';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { writeFileAtomically } from '../disk/write-file.ts';
import { certificateNames } from '../listener/network/addresses.ts';
import type { RegistrationParts } from '../registration-parts.ts';
import type { CliContext } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { fileBytes } from './file-text.ts';
import { type ListenOptions, settingsFrom } from './listen-options.ts';
import type { Act } from './program.ts';

/** `muster certificate show | bring | own | renew | root`. */
export function addCertificateCommands(program: Command, act: Act): void {
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
  const picked = pki.pick(files.map((path) => ({ name: basename(path), bytes: fileBytes(path) })));
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
