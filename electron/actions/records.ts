import { type ActionName, type ActionSpec, familyOf } from '../model/action.ts';
import type { TargetOutcome } from '../model/action-adapter.ts';
import { isFinal, type Target } from '../model/command.ts';
import type { TargetMove } from '../store/contract.ts';
import type { Announcer } from './announcer.ts';
import type { ActionServiceDeps } from './contract.ts';

/** What became of a target, to be written down. */
export interface Note {
  target: Pick<Target, 'id' | 'commandId' | 'facts'>;
  spec: ActionSpec;
  move: Omit<TargetMove, 'id'>;
}

/** Writes down what became of targets, and brings the devices’ records up to date after it. */
export interface Records {
  /**
   * Writes notes, again and again while the file cannot be written: the request has gone out, and only this tells of
   * it. Rejects once the signal fires.
   */
  write(notes: readonly Note[], until: AbortSignal): Promise<void>;
  /** Targets of a connection whose device has to be read, because their answer did not bring its record. */
  takeUnread(connectionId: string, most: number): Unread[];
}
export interface Unread {
  connectionId: string;
  commandId: string;
  providerId: string;
}

/** After these the provider’s record of the device is another one. */
const CHANGES_RECORD: ReadonlySet<ActionName> = new Set([
  'lost_mode_on',
  'lost_mode_off',
  'deprovision',
  'move_unit',
  'annotate',
]);
const RETRY_MS = 2000;
/** More devices than this are left to the next sync. */
const UNREAD_AT_MOST = 2000;

type Deps = Pick<ActionServiceDeps, 'store' | 'clock' | 'draft' | 'connection' | 'log'>;

export function createRecords(deps: Deps, announcer: Announcer): Records {
  const { store, clock, draft, log } = deps;
  const unread: Unread[] = [];
  const patiently = async (work: () => Promise<unknown>, until: AbortSignal): Promise<void> => {
    for (;;) {
      try {
        await work();
        return;
      } catch (error) {
        log(`an outcome could not be written: ${String(error)}`);
        await clock.sleep(RETRY_MS, until);
      }
    }
  };
  const refresh = async (connectionId: string, { target, move }: Note, document: string): Promise<void> => {
    const { commandId } = target;
    try {
      await store.devices.refresh({ connectionId, document, fetchedAt: clock.now(), commandId });
      announcer.devices();
    } catch (error) {
      log(`the record of a device could not be kept: ${move.outcome.state}, ${String(error)}`);
    }
  };
  return {
    write: async (notes, until) => {
      if (notes.length === 0) return;
      const moves = notes.map(({ target, move }) => ({ ...move, id: target.id }));
      const ended = draft('command.ended', null, {});
      await patiently(() => store.commands.move({ moves, at: clock.now(), ended }), until);
      announcer.commands(notes.map(({ target }) => target.commandId));
      if (notes.some(({ move }) => isEnd(move.outcome))) announcer.audit();
      for (const note of notes) {
        const connectionId = deps.connection(familyOf(note.spec.action))?.id;
        if (connectionId === undefined) continue;
        const document = documentOf(note.move.outcome);
        if (document !== null) await refresh(connectionId, note, document);
        else if (isUnread(note) && unread.length < UNREAD_AT_MOST) {
          const { commandId, facts } = note.target;
          unread.push({ connectionId, commandId, providerId: facts.providerId });
        }
      }
    },
    takeUnread: (connectionId, most) => {
      const taken = unread.filter((one) => one.connectionId === connectionId).slice(0, most);
      for (const one of taken) unread.splice(unread.indexOf(one), 1);
      return taken;
    },
  };
}

function isEnd({ state }: TargetMove['outcome']): boolean {
  return state === 'unknown' || isFinal(state);
}

function documentOf(outcome: TargetMove['outcome']): string | null {
  return 'document' in outcome && outcome.document !== undefined ? outcome.document : null;
}

function isUnread({ spec, move }: Note): boolean {
  return move.outcome.state === 'acknowledged' && CHANGES_RECORD.has(spec.action);
}

/** An outcome without words of the provider. */
export function plain(state: TargetOutcome['state'], reason: TargetOutcome['reason']): TargetOutcome {
  return { state, reason, message: null };
}
