import type { Command } from '../../../../electron/bridge/domain';

/** The commands nothing of which has gone out yet, the next to be let go first. */
export function heldOf(commands: readonly Command[]): Command[] {
  return commands
    .filter((command) => command.holdUntil !== null && (command.counts.held ?? 0) > 0)
    .sort((a, b) => (a.holdUntil ?? 0) - (b.holdUntil ?? 0));
}

/** How long a command is still held, in whole seconds told as ms; null once it is about to be let go. */
export function leftMs(command: Pick<Command, 'holdUntil'>, now: number): number | null {
  const left = (command.holdUntil ?? 0) - now;
  return left <= 0 ? null : Math.ceil(left / 1000) * 1000;
}

/** True when every target of a command was taken back before anything was sent. */
export function isUndone(command: Command): boolean {
  return (command.counts.cancelled ?? 0) === command.total;
}
