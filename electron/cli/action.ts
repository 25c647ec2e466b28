import type { Command as Program } from 'commander';
import { ACTIONS } from '../model/action.ts';
import type { Review, ReviewRow } from '../model/action-review.ts';
import { type Command, stateOfCommand, TARGET_STATES } from '../model/command.ts';
import { isMusterError } from '../model/errors.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { selectionFrom, specFrom, withTargets } from './action-options.ts';
import type { CliContext } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Act } from './program.ts';
import { wholeNumber } from './whole-number.ts';

export interface GiveOptions {
  dryRun?: boolean;
  yes?: boolean;
  count?: number;
  wait?: boolean;
}

/** `muster action <name>`: reviews, and with --yes gives, a command. */
export function addActionCommand(program: Program, act: Act): void {
  const action = program
    .command('action <name>')
    .description(`one of: ${ACTIONS.join(', ').replaceAll('_', '-')}`);
  withGiving(withTargets(action)).action(
    act(async (context, name: string, options: GiveOptions & { profile?: string }) => {
      const workspace = await context.open({ sends: options.yes === true && options.wait !== false });
      const connection = await workspace.store.connections.google();
      const units = connection === null ? [] : await workspace.store.orgUnits.list(connection.id);
      const profiles = options.profile === undefined ? [] : await workspace.apple.profiles.list();
      const spec = specFrom(name, options, { units, profiles });
      const selection = await selectionFrom(options, workspace.store, units, Date.now());
      const review = await workspace.actions.review(spec, selection, context.signal);
      return await give(context, workspace, review, options);
    }),
  );
}

/** Adds the options of giving a command. */
export function withGiving(command: Program): Program {
  return command
    .option('--dry-run', 'show what would be done, and do nothing')
    .option('--yes', 'do it')
    .option('--count <number>', 'the number of devices, when a grave action concerns many', wholeNumber())
    .option('--no-wait', 'do not send and follow it here: the window, or `muster commands watch`, does');
}

/** Shows a review and, with `--yes`, makes a command of it; held, it can be undone with Ctrl+C. */
export async function give(
  context: CliContext,
  workspace: OpenWorkspace,
  review: Review,
  options: GiveOptions,
): Promise<ExitCode> {
  const { t } = context.words;
  const decided = options.yes === true && options.dryRun !== true;
  const refused = await rowsOf(workspace, review, 'refused');
  const ready = decided ? [] : await rowsOf(workspace, review, 'ready');
  tellReview(context, review, ready, refused);
  if (!decided) {
    context.answer({ review, ready, refused });
    if (options.dryRun !== true) context.note(t('cli:action.hint', { count: review.ready }));
    return options.dryRun === true && review.ready > 0 ? EXIT.complete : EXIT.badUsage;
  }
  const command = await workspace.actions.confirm(review.id, options.count ?? null);
  context.note(t('cli:action.held', { id: command.id, seconds: review.undoSeconds }));
  if (options.wait === false) {
    context.answer(command);
    return EXIT.complete;
  }
  return await followToEnd(context, workspace, command);
}

/** Follows a command until it ends; interrupted while it is held, it is undone. */
export async function followToEnd(
  context: CliContext,
  workspace: OpenWorkspace,
  command: Command,
): Promise<ExitCode> {
  const { t } = context.words;
  try {
    const show = (now: Command): void => context.note(progressOf(now, context));
    const ended = await workspace.actions.follow(command.id, show, context.signal);
    context.say(t('cli:action.ended', { id: ended.id, counts: countsOf(ended, context) }));
    context.answer(ended);
    return exitCodeOfCommand(ended);
  } catch (error) {
    if (!context.signal.aborted) throw error;
  }
  try {
    const undone = await workspace.actions.undo(command.id);
    context.note(t('cli:action.undone'));
    context.answer(undone);
  } catch (error) {
    if (!isMusterError(error, 'command_not_held')) throw error;
    context.note(t('cli:action.left', { id: command.id }));
    context.answer(await workspace.store.commands.get(command.id));
  }
  return EXIT.cancelled;
}

/**
 * 0 when all was done, 4 when an outcome is unknown, 130 when all was cancelled, 3 when something failed, expired or
 * was not sent to.
 */
export function exitCodeOfCommand({ counts, total }: Pick<Command, 'counts' | 'total'>): ExitCode {
  if ((counts.unknown ?? 0) > 0) return EXIT.needsAttention;
  if (counts.cancelled === total) return EXIT.cancelled;
  return counts.acknowledged === total ? EXIT.complete : EXIT.incomplete;
}

/** One line about a command: what it is, how far it is. */
export function progressOf(command: Command, context: CliContext): string {
  const { t } = context.words;
  const action = t(`actions:action.${command.spec.action}`);
  return `${action}: ${t(`actions:state.${stateOfCommand(command.counts)}`)} (${countsOf(command, context)})`;
}

function countsOf({ counts }: Command, { words }: CliContext): string {
  return TARGET_STATES.filter((state) => (counts[state] ?? 0) > 0)
    .map((state) => `${words.t(`actions:state.${state}`)} ${counts[state]}`)
    .join(', ');
}

async function rowsOf(
  { actions }: OpenWorkspace,
  review: Review,
  which: 'ready' | 'refused',
): Promise<ReviewRow[]> {
  const all: ReviewRow[] = [];
  for (;;) {
    const { rows } = await actions.reviewRows({ reviewId: review.id, which, offset: all.length, limit: 500 });
    all.push(...rows);
    if (rows.length < 500) return all;
  }
}

function tellReview(
  context: CliContext,
  review: Review,
  ready: readonly ReviewRow[],
  refused: readonly ReviewRow[],
): void {
  const { t } = context.words;
  const action = t(`actions:action.${review.spec.action}`);
  for (const { facts, change } of ready) {
    const changes = change === null ? '' : `  ${JSON.stringify(change)}`;
    context.say(`${facts?.providerId ?? ''}  ${facts?.serial ?? ''}  ${facts?.orgUnitPath ?? ''}${changes}`);
  }
  for (const { facts, given, refusal } of refused)
    context.note(`${given ?? facts?.serial ?? facts?.providerId ?? ''}: ${t(`actions:refusal.${refusal}`)}`);
  const { requests, ms } = review.estimate;
  const minutes = Math.ceil(ms / 60_000);
  context.note(
    t('cli:action.review', { action, ready: review.ready, refused: review.refused, requests, minutes }),
  );
  if (review.typed !== null) context.note(t('cli:action.typed', { count: review.typed }));
}
