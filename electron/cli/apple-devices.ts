import type { Command } from 'commander';
import { APPLE_STATES, type AppleDetail } from '../model/apple/enrollment.ts';
import { APPLE_PLATFORMS } from '../model/apple/record.ts';
import type { Device } from '../model/device.ts';
import { MusterError } from '../model/errors.ts';
import { appleDevice, type FoundDevice, timeText } from './apple-find.ts';
import { orderLine } from './apple-orders.ts';
import type { CliContext } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Act } from './program.ts';
import { wholeNumber } from './whole-number.ts';

interface ListOptions {
  text?: string;
  state?: string;
  limit: number;
  offset: number;
}

/** `muster apple devices | device | wake`. */
export function addAppleDeviceCommands(apple: Command, act: Act): void {
  apple
    .command('devices')
    .description('the devices that are managed here')
    .option('--text <words>', 'found in serial, name, user or model')
    .option('--state <list>', APPLE_STATES.join(', '))
    .option('--limit <count>', 'how many rows', wholeNumber(500), 100)
    .option('--offset <count>', 'from which row', wholeNumber(), 0)
    .action(act((context, options: ListOptions) => list(context, options)));
  apple
    .command('device <device>')
    .description('one device with its channels, profiles and orders, by exact serial or UDID')
    .action(act((context, wanted: string) => show(context, wanted)));
  apple
    .command('wake <devices...>')
    .description('wake these devices, by exact serial or UDID; the window or muster listen sends the push')
    .action(act((context, wanted: string[]) => wake(context, wanted)));
}

async function list(context: CliContext, { text, state, limit, offset }: ListOptions): Promise<ExitCode> {
  const { store } = await context.open();
  const { rows, total } = await store.devices.window({
    filter: {
      platform: [...APPLE_PLATFORMS],
      ...(text === undefined ? {} : { text }),
      ...(state === undefined ? {} : { status: statesFrom(state) }),
    },
    sort: { column: 'serial', direction: 'ascending' },
    offset,
    limit: Math.max(1, limit),
  });
  for (const device of rows) context.say(lineOf(context, device));
  context.say(context.words.t('cli:devices.found', { shown: rows.length, total: total ?? rows.length }));
  context.answer({ total, offset, devices: rows });
  return EXIT.complete;
}

function statesFrom(list: string): string[] {
  const states = list.split(',');
  const wrong = states.find((state) => !APPLE_STATES.some((known) => known === state));
  if (wrong !== undefined) throw new MusterError('bad_input', { field: '--state', problem: wrong });
  return states;
}

function lineOf({ words: { t } }: CliContext, device: Device): string {
  const { serial, providerId, name, model, osVersion, user, state, lastSyncAt } = device;
  const about = [
    t(`cli:apple.state.${state ?? 'unknown'}`),
    t('cli:apple.seen', { at: timeText(lastSyncAt) }),
  ];
  const parts = [serial ?? providerId, name, model, osVersion, user, about.join(', ')];
  return parts.filter((part) => part !== null).join('  ');
}

async function show(context: CliContext, wanted: string): Promise<ExitCode> {
  const found = await appleDevice(await context.open(), wanted);
  for (const line of linesOf(context, found)) context.say(line);
  context.answer(found);
  return EXIT.complete;
}

function linesOf(context: CliContext, { device, detail }: FoundDevice): string[] {
  const { t } = context.words;
  const { udid, user, enrolledAt, identityUntil, channels, installs, orders } = detail;
  return [
    lineOf(context, device),
    t('cli:apple.device.udid', { udid, user: user?.userName ?? '–' }),
    t('cli:apple.device.since', { enrolled: timeText(enrolledAt), until: timeText(identityUntil) }),
    ...channels.map((channel) => channelLine(context, channel)),
    ...installs.map((install) => installLine(context, install)),
    ...orders.map((order) => orderLine(context, order)),
  ];
}

function channelLine({ words: { t } }: CliContext, channel: AppleDetail['channels'][number]): string {
  const { user, push, waiting, pushTrouble } = channel;
  const name = user === null ? t('cli:apple.device.own') : (user.shortName ?? user.guid);
  const standing = t(`cli:apple.device.push.${push}`);
  const line = t('cli:apple.device.channel', { name, standing, waiting });
  return pushTrouble === null ? line : `${line}  ${pushTrouble}`;
}

function installLine({ words: { t } }: CliContext, install: AppleDetail['installs'][number]): string {
  const { name, version, user, state, at, message } = install;
  const parts = [name, `v${version}`, user, t(`cli:apple.profiles.state.${state}`), timeText(at), message];
  return parts.filter((part) => part !== null).join('  ');
}

async function wake(context: CliContext, wanted: readonly string[]): Promise<ExitCode> {
  const workspace = await context.open();
  const found = await Promise.all(wanted.map((device) => appleDevice(workspace, device)));
  await workspace.apple.push(found.map(({ device }) => device.id));
  context.say(context.words.t('cli:apple.woken', { devices: found.length }));
  context.answer({ devices: found.length });
  return EXIT.complete;
}
