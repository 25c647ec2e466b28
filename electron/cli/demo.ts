import type { Command } from 'commander';
import { MOST_DEVICES } from '../demo/options.ts';
import { type DemoOrganisation, startDemoOrganisation } from '../demo/server.ts';
import { createWords, languageOf } from '../words/words.ts';
import { wholeNumber } from './whole-number.ts';

/** `muster demo`: the stand-in for Google on its own, for trying a script against. */
export function addDemoCommand(program: Command): void {
  program
    .command('demo')
    .description('run the demo organisation, a stand-in for Google on this machine’s loopback, until stopped')
    .option('--devices <count>', 'how many devices', wholeNumber(MOST_DEVICES), 2500)
    .option('--seed <word>', 'what it is made from', 'riverside')
    .option('--port <port>', 'port, 0 for any', wholeNumber(65_535), 0)
    .option('--key-file <file>', 'write its service account key to this file')
    .action(serve);
}

interface DemoFlags {
  devices: number;
  seed: string;
  port: number;
  keyFile?: string;
}

async function serve(flags: DemoFlags, command: Command): Promise<void> {
  const demo = await startDemoOrganisation({ devices: flags.devices, seed: flags.seed, port: flags.port });
  try {
    await show(demo, flags, command);
    await new Promise<void>((resolve) => {
      process.once('SIGINT', resolve);
      process.once('SIGTERM', resolve);
    });
  } finally {
    await demo.stop();
  }
}

async function show(demo: DemoOrganisation, flags: DemoFlags, command: Command): Promise<void> {
  const { t } = createWords(
    languageOf('system', process.env.LC_ALL ?? process.env.LC_MESSAGES ?? process.env.LANG),
  );
  if (flags.keyFile) {
    const { writeFileAtomically } = await import('../disk/write-file.ts');
    await writeFileAtomically(flags.keyFile, JSON.stringify(await demo.serviceAccountKey(), null, 2));
  }
  const { apiRoot, authRoot, clientId, clientSecret, adminEmail } = demo;
  const json: unknown = command.optsWithGlobals().json;
  if (json === true)
    process.stdout.write(`${JSON.stringify({ apiRoot, authRoot, clientId, clientSecret, adminEmail })}\n`);
  else process.stdout.write(`${t('cli:demo.listening', { apiRoot, authRoot })}\n${adminEmail}\n`);
}
