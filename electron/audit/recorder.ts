import type { AuditDraft, DraftDeed } from '../model/audit.ts';
import { toMusterError } from '../model/errors.ts';
import type { Clock } from '../model/ports.ts';
import type { AuditRepository } from '../store/contract.ts';

/** Who works at this console, from where. */
export interface Who {
  /** The user of the operating system. */
  actor: string;
  origin: 'window' | 'cli';
  /** The machine's name. */
  host: string;
}

/** Writes the console's own doings into its log. */
export interface Recorder {
  /**
   * A deed with who, when and from where filled in, to be written in the transaction of the deed itself. What happens
   * by the clock is recorded as the schedule's.
   */
  draft: DraftDeed;
  /**
   * Does a deed and records how it ended: `done`, or the code of its error, which is thrown on. `told` names what it
   * was done to once that is known.
   */
  around<Result>(
    deed: AuditDraft['deed'],
    work: () => Promise<Result>,
    told: (result: Result | null) => { object: string | null; detail: AuditDraft['detail'] },
  ): Promise<Result>;
}

export interface RecorderDeps {
  who: Who;
  clock: Clock;
  log: Pick<AuditRepository, 'append'>;
  /** The connected account now, if any. */
  account(): string | null;
  changed(): void;
}

/** What happens by itself, at whosever console the program then runs. */
const SCHEDULE = { actor: 'schedule', origin: 'schedule' } as const;
const BY_CLOCK: ReadonlySet<AuditDraft['deed']> = new Set(['command.released', 'command.ended']);

export function createRecorder({ who, clock, log, account, changed }: RecorderDeps): Recorder {
  const draft: DraftDeed = (deed, object, detail, result = 'done') => ({
    at: clock.now(),
    ...(BY_CLOCK.has(deed) ? SCHEDULE : { actor: who.actor, origin: who.origin }),
    account: account(),
    host: who.host,
    deed,
    object,
    detail,
    result,
  });
  const append = async (row: AuditDraft): Promise<void> => {
    await log.append(row);
    changed();
  };
  return {
    draft,
    around: async <Result>(
      deed: AuditDraft['deed'],
      work: () => Promise<Result>,
      told: (result: Result | null) => { object: string | null; detail: AuditDraft['detail'] },
    ): Promise<Result> => {
      // The account may be gone with the deed.
      const before = account();
      const rowOf = (result: Result | null, ended: string): AuditDraft => {
        const { object, detail } = told(result);
        const row = draft(deed, object, detail, ended);
        return { ...row, account: row.account ?? before };
      };
      let result: Result;
      try {
        result = await work();
      } catch (error) {
        // Why the deed failed matters more than that it could not be recorded.
        await append(rowOf(null, toMusterError(error).code)).catch(() => undefined);
        throw error;
      }
      await append(rowOf(result, 'done'));
      return result;
    },
  };
}
