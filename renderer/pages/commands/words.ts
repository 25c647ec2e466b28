import type { TFunction } from 'i18next';
import {
  type ActionFamily,
  type ActionSpec,
  ANNOTATIONS,
  type Annotation,
  type Command,
  familyOf,
  stateOfCommand,
  TARGET_STATES,
  type Target,
  type TargetCounts,
  type TargetState,
} from '../../../electron/bridge/domain';
import type { Format } from '../../format';

/** The parameters of an action in words, such as “60 s notice”; null where it has none. */
export function parameterText(spec: ActionSpec, t: TFunction): string | null {
  switch (spec.action) {
    case 'restart':
      return spec.delaySeconds === 0 ? null : t('commands:what.notice', { s: spec.delaySeconds });
    case 'deprovision':
      return t(`actions:deprovision.${spec.reason}`);
    case 'move_unit':
      return spec.orgUnitPath;
    case 'annotate':
      return spec.changes === null ? t('commands:what.list') : annotationText(spec.changes, t);
    case 'apple_lock':
      return screenText([spec.message, spec.phone], t);
    case 'apple_lost_on':
      return screenText([spec.message, spec.phone, spec.footnote], t);
    case 'apple_rename':
    case 'apple_install_profile':
      return t('commands:what.quoted', { text: spec.name });
    case 'apple_remove_profile':
      return spec.identifier;
    default:
      return null;
  }
}

/** What a locked screen shows. */
function screenText(parts: readonly string[], t: TFunction): string | null {
  const shown = parts.filter((part) => part !== '').map((text) => t('commands:what.quoted', { text }));
  return shown.length === 0 ? null : shown.join(' · ');
}

function annotationText(changes: Partial<Record<Annotation, string>>, t: TFunction): string {
  const parts = ANNOTATIONS.flatMap((field) => {
    const value = changes[field];
    if (value === undefined) return [];
    const name = t(`actions:annotation.${field}`);
    return [value === '' ? t('commands:what.cleared', { name }) : t('commands:what.value', { name, value })];
  });
  return parts.join(' · ');
}

/** An action with its parameters, in one line. */
export function actionText(spec: ActionSpec, t: TFunction): string {
  const name = t(`actions:action.${spec.action}`);
  const parameters = parameterText(spec, t);
  return parameters === null ? name : `${name} · ${parameters}`;
}

/** The order in which counts are told: what needs a person first. */
const TOLD: readonly TargetState[] = [
  'unknown',
  'failed',
  'expired',
  'not_now',
  'held',
  'queued',
  'sending',
  'sent',
  'acknowledged',
  'cancelled',
];

/** The states that targets are in, with how many, the gravest first. */
export function presentStates(counts: TargetCounts): { state: TargetState; count: number }[] {
  return TOLD.map((state) => ({ state, count: counts[state] ?? 0 })).filter(({ count }) => count > 0);
}

/** “2 unknown · 9 812 acknowledged”: every target is in one of them. */
export function countsText(counts: TargetCounts, t: TFunction, format: Format): string {
  return presentStates(counts)
    .map(({ state, count }) => t(`commands:count.${state}`, { count, n: format.number(count) }))
    .join(' · ');
}

const ENDED_BADLY: ReadonlySet<TargetState> = new Set(['unknown', 'failed', 'expired']);

/** How far a command is: how much of its queue has left and what ended badly, or what became of all of it. */
export function outcomeText(
  command: Pick<Command, 'counts' | 'total'>,
  t: TFunction,
  format: Format,
): string {
  const sent = sentOf(command);
  if ((command.counts.queued ?? 0) === 0 || sent === 0) return countsText(command.counts, t, format);
  const left = t('commands:left.sent', { sent: format.number(sent), total: format.number(command.total) });
  const bad = presentStates(command.counts)
    .filter(({ state }) => ENDED_BADLY.has(state))
    .map(({ state, count }) => t(`commands:count.${state}`, { count, n: format.number(count) }));
  return [left, ...bad].join(' · ');
}

/** How many of a command’s requests have left; those cancelled never do. */
export function sentOf({ counts, total }: Pick<Command, 'counts' | 'total'>): number {
  const { held = 0, queued = 0, sending = 0, cancelled = 0 } = counts;
  return Math.max(0, total - held - queued - sending - cancelled);
}

/** The state of a command in words: a pause is told in place of the queue. */
export function stateText({ counts, paused }: Pick<Command, 'counts' | 'paused'>, t: TFunction): string {
  const state = stateOfCommand(counts);
  if (paused !== null && state === 'queued') return t(`actions:paused.${paused}`);
  return t(`actions:state.${state}`);
}

/** Who carries out what a command orders. */
export function familyOfCommand({ spec }: Pick<Command, 'spec'>): ActionFamily {
  return familyOf(spec.action);
}

/** Why a target is as it is; null where its state says it all. */
export function reasonText(
  { reason }: Pick<Target, 'reason'>,
  family: ActionFamily,
  t: TFunction,
): string | null {
  if (reason === null) return null;
  const here = family === 'apple' ? t(`actions:reasonHere.${reason}`, { defaultValue: '' }) : '';
  if (here !== '') return here;
  const own = t(`actions:reason.${reason}`, { defaultValue: '' });
  return own === '' ? t(`actions:refusal.${reason}`) : own;
}

/**
 * The state of a target in words. An order of ours waits here until its device comes; only then the device has it. Undefined: as
 * any state is called.
 */
export function targetStateText(
  { state, providerState }: Pick<Target, 'state' | 'providerState'>,
  family: ActionFamily,
  t: TFunction,
): string | undefined {
  if (family !== 'apple' || state !== 'sent') return undefined;
  return t(providerState === 'queued' ? 'commands:here.waits' : 'commands:here.sent');
}

/** The words of Google or of the device about a target, as they came; null where there are none. */
export function providerText(
  target: Pick<Target, 'message' | 'providerState' | 'providerResult'>,
  family: ActionFamily,
): string | null {
  // The states of our own orders are no words of Apple’s.
  if (family === 'apple') return target.message === '' ? null : target.message;
  const states = [target.providerState, target.providerResult].filter((word) => word !== null).join(' / ');
  const words = [target.message ?? '', states].filter((part) => part !== '');
  return words.length === 0 ? null : words.join(' · ');
}

/** When a target came to its end (ms UTC); an unknown outcome is none. */
export function endOfTarget({ state, endedAt }: Pick<Target, 'state' | 'endedAt'>): number | null {
  return state === 'unknown' ? null : endedAt;
}

/** How a device is named where it has no serial. */
export function targetName({ facts }: Pick<Target, 'facts'>): string {
  return facts.serial ?? facts.providerId;
}

/** Reads the names of states parted by commas; unknown names are left out. */
export function readStates(text: string | undefined): TargetState[] {
  const named = new Set((text ?? '').split(','));
  return TARGET_STATES.filter((state) => named.has(state));
}
