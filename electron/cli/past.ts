import type { Command as Program } from 'commander';
import { auditTable, diffTable, fleetAtTable, historyTable } from '../fleet/past-tables.ts';
import { deviceColumnSchema } from '../model/device.ts';
import { DEFAULT_SORT } from '../model/device-query.ts';
import { MusterError } from '../model/errors.ts';
import {
  FLEET_AT_COLUMNS,
  HISTORY_FIELDS,
  HISTORY_KINDS,
  type HistoryFilter,
  historyFilterSchema,
} from '../model/history.ts';
import type { Store } from '../store/contract.ts';
import type { CliContext } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { instantOf } from './filters.ts';
import { formatOf, type OutputOptions, sayOf, withOutput, writeOut } from './output.ts';
import type { Act } from './program.ts';

interface HistoryOptions extends OutputOptions {
  device?: string;
  kind?: string;
  field?: string;
  text?: string;
  run?: string;
  since?: string;
  until?: string;
}

/** `muster history`, `muster diff`, `muster fleet-at`, `muster audit verify | list`. */
export function addPastCommands(program: Program, act: Act): void {
  withOutput(
    program
      .command('history')
      .description('what happened to the fleet, or to one device, newest first')
      .option('--device <serial>', 'one device, by exact serial or device id')
      .option('--kind <list>', HISTORY_KINDS.join(', '))
      .option('--field <list>', HISTORY_FIELDS.join(', '))
      .option('--text <words>', 'found in the device or in a value')
      .option('--run <id>', 'what one sync run saw')
      .option('--since <time>', 'an ISO date, or an age such as 30d')
      .option('--until <time>', 'likewise'),
  ).action(act((context, options: HistoryOptions) => history(context, options)));
  withOutput(
    program
      .command('diff <run> <run>')
      .description('what changed between two complete sync runs (see muster sync runs)'),
  ).action(
    act((context, from: string, to: string, options: OutputOptions) => diff(context, from, to, options)),
  );
  withOutput(
    program
      .command('fleet-at <time>')
      .description('the fleet as it was known at an ISO date, or an age ago (30d)'),
  ).action(act((context, time: string, options: OutputOptions) => fleetAt(context, time, options)));
  const audit = program.command('audit').description('the console’s own log');
  audit
    .command('verify')
    .description('check that no row of the log was changed or removed since it was written')
    .action(act((context) => verify(context)));
  withOutput(audit.command('list').description('the rows of the log')).action(
    act(async (context, options: OutputOptions) => {
      const workspace = await context.open();
      const rows = workspace.store.audit.stream({ filter: {}, signal: context.signal });
      return await writeOut(
        context,
        workspace,
        auditTable(rows, sayOf(context)),
        formatOf(context, options),
        'audit',
      );
    }),
  );
}

async function history(context: CliContext, options: HistoryOptions): Promise<ExitCode> {
  const workspace = await context.open();
  const filter = await historyFilterOf(options, workspace.store, Date.now());
  const entries = workspace.store.history.stream({ filter, signal: context.signal });
  const table = historyTable(entries, sayOf(context));
  return await writeOut(context, workspace, table, formatOf(context, options), 'history');
}

async function historyFilterOf(options: HistoryOptions, store: Store, now: number): Promise<HistoryFilter> {
  const given: Record<string, unknown> = {
    text: options.text,
    kinds: options.kind?.split(','),
    fields: options.field?.split(','),
    runId: options.run,
    from: instantOf(options.since, now, '--since') ?? undefined,
    to: instantOf(options.until, now, '--until') ?? undefined,
    deviceId: options.device === undefined ? undefined : await deviceIdOf(options.device, store),
  };
  const named = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const parsed = historyFilterSchema.safeParse(named);
  if (parsed.success) return parsed.data;
  const field = String(parsed.error.issues[0]?.path[0]);
  throw new MusterError('bad_input', {
    field: field === 'kinds' ? '--kind' : '--field',
    problem: String(field === 'kinds' ? options.kind : options.field),
  });
}

async function deviceIdOf(wanted: string, store: Store): Promise<string> {
  const bySerial = await store.devices.find({ serial: wanted });
  const found = bySerial.length > 0 ? bySerial : await store.devices.find({ providerId: wanted });
  const [only, ...others] = found;
  if (only === undefined || others.length > 0)
    throw new MusterError('bad_input', {
      field: '--device',
      problem: only === undefined ? wanted : found.map(({ providerId }) => providerId).join(', '),
    });
  return only.id;
}

async function diff(
  context: CliContext,
  from: string,
  to: string,
  options: OutputOptions,
): Promise<ExitCode> {
  const workspace = await context.open();
  const rows = workspace.store.history.diffStream({ from, to, filter: {}, signal: context.signal });
  const table = diffTable(rows, sayOf(context));
  return await writeOut(context, workspace, table, formatOf(context, options), 'diff');
}

async function fleetAt(context: CliContext, time: string, options: OutputOptions): Promise<ExitCode> {
  const workspace = await context.open();
  const at = instantOf(time, Date.now(), '<time>') ?? Date.now();
  const input = { at, filter: {}, sort: DEFAULT_SORT };
  const { since } = await workspace.store.history.at({ ...input, offset: 0, limit: 1 });
  if (since === null || since > at) {
    const text = since === null ? '' : new Date(since).toISOString();
    context.note(context.words.t(since === null ? 'cli:past.nothing' : 'cli:past.tooEarly', { since: text }));
    return EXIT.badUsage;
  }
  const devices = workspace.store.history.atStream({ ...input, signal: context.signal });
  const columns = FLEET_AT_COLUMNS.map((column) => deviceColumnSchema.parse(column));
  const table = fleetAtTable(devices, columns, sayOf(context));
  return await writeOut(context, workspace, table, formatOf(context, options), 'fleet');
}

async function verify(context: CliContext): Promise<ExitCode> {
  const { store } = await context.open();
  const verdict = await store.audit.verify();
  context.answer(verdict);
  if (verdict.broken !== null) {
    const problem = context.words.t(`cli:audit.problem.${verdict.broken.problem}`);
    throw new MusterError('audit_broken', { row: verdict.broken.seq, problem });
  }
  context.say(context.words.t('cli:audit.sound', { rows: verdict.rows, head: verdict.head ?? '–' }));
  return EXIT.complete;
}
