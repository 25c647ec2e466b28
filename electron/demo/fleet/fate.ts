import { type CommandType, type DeviceCommand, type Fate, payloadSchema } from './device-commands.ts';
import { hashText, SALT } from './dice.ts';
import type { Organisation } from './organisation.ts';

const SECOND = 1000;
const MINUTE = 60_000;

/** A device that spoke so long ago at most has its lid open now, as far as anyone can tell (milliseconds). */
const ONLINE_FOR = 26 * 60 * MINUTE;

/** From this release on, any device restarts by command; before it, kiosks only. */
const REBOOT_MILESTONE = 113;

const ERRORS: Readonly<Record<CommandType, string>> = {
  REBOOT: 'Reboot was blocked: an update is being applied.',
  WIPE_USERS: 'User profiles could not be removed: the stateful partition is read-only.',
  REMOTE_POWERWASH: 'Powerwash could not be scheduled: battery level is too low.',
};

/** What a fault or an option makes of a command, in place of the device's own course. */
export type Compulsion = 'obey' | 'fail' | 'ignore' | 'never' | { readonly lateBy: number };

/**
 * Draws what will become of a command: most devices in use answer within half a minute, some within minutes, some
 * fail or take no notice; a device that is off answers when it next speaks, if the command is still good by then.
 */
export function fateOf(
  organisation: Organisation,
  command: Omit<DeviceCommand, 'fate'>,
  compulsion: Compulsion | undefined,
): Fate {
  const draw = (turn: number): number =>
    organisation.dice.fraction(command.index, SALT.command, (hashText(command.id) + turn) | 0);
  const answersAt = answerTime(organisation, command, compulsion, draw);
  const span = Math.min(answersAt - command.issuedAt, 10 * SECOND);
  const executedAt = answersAt + (draw(5) < 0.4 ? delayOf(command) : 0);
  const inTime = (at: number): number | null => (at < command.expiresAt ? Math.round(at) : null);
  const result = resultOf(organisation, command, compulsion, draw(4));
  const done = inTime(executedAt);
  const wiped = done !== null && result === 'SUCCESS' && command.type === 'REMOTE_POWERWASH';
  return {
    sentAt: inTime(answersAt - span * 0.6),
    ackedAt: inTime(answersAt - span * 0.3),
    executedAt: done,
    result: done === null ? null : result,
    errorMessage: done !== null && result === 'FAILURE' ? ERRORS[command.type] : null,
    reenrolledAt: wiped ? done + Math.round((2 + draw(6) * 7) * MINUTE) : null,
  };
}

/** When the device will have fetched and understood the command; Infinity when it never does. */
function answerTime(
  organisation: Organisation,
  { index, issuedAt }: Omit<DeviceCommand, 'fate'>,
  compulsion: Compulsion | undefined,
  draw: (turn: number) => number,
): number {
  const promptly = issuedAt + (2 + draw(1) * 23) * SECOND;
  if (compulsion === 'never') return Number.POSITIVE_INFINITY;
  if (typeof compulsion === 'object') return issuedAt + compulsion.lateBy;
  if (compulsion !== undefined) return promptly;
  const time = organisation.time();
  const lastSync = organisation.lastSync(index, time);
  if (lastSync !== null && time - lastSync <= ONLINE_FOR)
    return draw(2) < 0.08 ? issuedAt + (1 + draw(3) * 7) * MINUTE : promptly;
  return promptly + Math.max(0, organisation.nextSync(index, time) - time);
}

function resultOf(
  organisation: Organisation,
  { index, type }: Omit<DeviceCommand, 'fate'>,
  compulsion: Compulsion | undefined,
  draw: number,
): 'SUCCESS' | 'FAILURE' | 'IGNORED' {
  if (compulsion === 'fail') return 'FAILURE';
  if (compulsion === 'ignore') return 'IGNORED';
  if (compulsion !== undefined) return 'SUCCESS';
  const { release, unit } = organisation.facts(index, organisation.time());
  const kiosk = unit.path === '/Kiosks' || unit.path.startsWith('/Kiosks/');
  if (type === 'REBOOT' && !kiosk && (release?.milestone ?? 0) < REBOOT_MILESTONE) return 'IGNORED';
  if (draw < 0.03) return 'FAILURE';
  return draw < 0.04 ? 'IGNORED' : 'SUCCESS';
}

/** How long a restart waits for whoever is signed in (milliseconds). */
function delayOf({ type, payload }: Omit<DeviceCommand, 'fate'>): number {
  if (type !== 'REBOOT' || payload === null) return 0;
  return (payloadSchema.safeParse(payload).data?.user_session_delay_seconds ?? 0) * SECOND;
}
