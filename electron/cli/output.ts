import type { Command as Program } from 'commander';
import type { Say } from '../fleet/past-tables.ts';
import { type Table, tableText, writeTable } from '../fleet/table.ts';
import { MusterError } from '../model/errors.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import type { CliContext } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';

export interface OutputOptions {
  format: string;
  output?: string;
}

/** Writes a table to the file of `--output`, recorded in the log, or to the standard output. */
export async function writeOut<Row>(
  context: CliContext,
  { recorder }: OpenWorkspace,
  table: Table<Row>,
  options: OutputOptions,
  what: string,
): Promise<ExitCode> {
  const format = options.format;
  if (format !== 'csv' && format !== 'json')
    throw new MusterError('bad_input', { field: '--format', problem: format });
  const path = options.output;
  if (path === undefined) {
    for await (const text of tableText(table, format, context.signal, () => undefined))
      if (!process.stdout.write(text)) await new Promise((resolve) => process.stdout.once('drain', resolve));
    return EXIT.complete;
  }
  const written = await recorder.around(
    'export.written',
    () => writeTable(table, format, path, context.signal, () => undefined),
    (done) => ({ object: null, detail: { what, file: path, rows: done?.rows ?? null } }),
  );
  context.say(context.words.t('cli:output.written', { rows: written.rows, path: written.path }));
  context.answer(written);
  return EXIT.complete;
}

/** The texts of a context as tables ask for them. */
export function sayOf(context: CliContext): Say {
  return (key, values) => context.words.t(key, values ?? {});
}

/** Adds the options of writing a table. */
export function withOutput(command: Program): Program {
  return command
    .option('--format <format>', 'csv or json', 'csv')
    .option('--output <file>', 'the file to write; the output without one');
}

/** `--json` stands for `--format json`. */
export function formatOf(context: CliContext, options: OutputOptions): OutputOptions {
  return context.json && options.output === undefined ? { ...options, format: 'json' } : options;
}
