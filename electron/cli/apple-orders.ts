import type { Command } from 'commander';
import { type QueuedOrder, wordsOf } from '../model/apple/order.ts';
import { appleDevice, timeText } from './apple-find.ts';
import type { CliContext } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Act } from './program.ts';
import { wholeNumber } from './whole-number.ts';

interface OrderOptions {
  device?: string;
  open?: boolean;
  limit: number;
  offset: number;
}

/** `muster apple orders | cancel | pin`. */
export function addAppleOrderCommands(apple: Command, act: Act): void {
  apple
    .command('orders')
    .description('what devices were told, the newest first, and what they answered')
    .option('--device <device>', 'of one device, by exact serial or UDID')
    .option('--open', 'those that wait, are on their way or were put off')
    .option('--limit <count>', 'how many rows', wholeNumber(500), 100)
    .option('--offset <count>', 'from which row', wholeNumber(), 0)
    .action(act((context, options: OrderOptions) => list(context, options)));
  apple
    .command('cancel <orders...>')
    .description('take back orders, by UUID, that were not sent yet or were put off')
    .action(act((context, uuids: string[]) => cancel(context, uuids)));
  apple
    .command('pin <order>')
    .description('the PIN a Mac was locked or erased with, by the order’s UUID; noted in the log')
    .action(act((context, uuid: string) => pin(context, uuid)));
}

/** An order in one line: what, when, what became of it, and the device’s own words. */
export function orderLine({ words: { t } }: CliContext, order: QueuedOrder): string {
  const { uuid, requestType, user, state, queuedAt, reason, errors } = order;
  const told = wordsOf(errors) ?? (reason === null ? null : t(`cli:apple.orders.reason.${reason}`));
  const parts = [uuid, timeText(queuedAt), requestType, user, t(`cli:apple.orders.state.${state}`), told];
  return parts.filter((part) => part !== null).join('  ');
}

async function list(context: CliContext, { device, open, limit, offset }: OrderOptions): Promise<ExitCode> {
  const workspace = await context.open();
  const deviceId = device === undefined ? null : (await appleDevice(workspace, device)).device.id;
  const { rows, total } = await workspace.apple.orders({
    deviceId,
    open: open ?? false,
    offset,
    limit: Math.max(1, limit),
  });
  for (const order of rows) context.say(orderLine(context, order));
  context.say(context.words.t('cli:apple.orders.found', { shown: rows.length, total }));
  context.answer({ total, offset, orders: rows });
  return EXIT.complete;
}

/** Incomplete when some were sent, or ended, before. */
async function cancel(context: CliContext, uuids: string[]): Promise<ExitCode> {
  const { apple } = await context.open();
  const cancelled = await apple.cancelOrders(uuids);
  context.say(context.words.t('cli:apple.orders.cancelled', { cancelled, of: uuids.length }));
  context.answer({ cancelled, of: uuids.length });
  return cancelled === uuids.length ? EXIT.complete : EXIT.incomplete;
}

async function pin(context: CliContext, uuid: string): Promise<ExitCode> {
  const { apple } = await context.open();
  const shown = await apple.revealPin(uuid);
  context.say(shown.pin);
  context.answer(shown);
  return EXIT.complete;
}
