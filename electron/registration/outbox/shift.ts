import { type SerializedError, serializeError, toMusterError } from '../../model/errors.ts';
import type { MailOutcome, OutgoingMail } from '../../model/mail-job.ts';
import type { ClaimedMail } from '../../store/registration-contract.ts';
import { outcomeOfError, pauseAfterTries, type Settlement, settlementOf } from './after.ts';
import { compose } from './compose.ts';
import type { OutboxDeps } from './deps.ts';
import { LATE_MS, type Lease } from './lease.ts';
import type { Pace } from './pace.ts';
import type { Trouble } from './trouble.ts';

/** One stretch of time in which this program has the right to send, and what it works with. */
export interface Shift {
  deps: OutboxDeps;
  lease: Lease;
  pace: Pace;
  perMinute: number;
  /** Nothing new is begun once it fires. */
  over: AbortSignal;
  /** Fires when an answer is not waited for any longer. */
  cut: AbortSignal;
  trouble: Pick<Trouble, 'stuck' | 'forget'>;
  /** One more was sent. */
  sent(): void;
}

/** A file that cannot be written is tried again after this. */
const WRITE_AGAIN_MS = 5000;

/** Sends what is due, one mail after another, until nothing is, the right to send is lost, or all have to wait. */
export async function runShift(shift: Shift): Promise<void> {
  const { deps, lease, pace, over } = shift;
  const { mails, clock, registration } = deps;
  for (;;) {
    if (over.aborted || !(await isDue(deps))) return;
    await pace.turn(over).catch(() => undefined);
    if (over.aborted || !(await lease.keep())) return;
    const { urlVersion } = await registration.overview();
    // One at a time: a program that is killed leaves no more than one of which nobody knows whether it went out.
    const [claimed] = await mails.claim({ owner: lease.owner, at: clock.now(), limit: 1, urlVersion });
    if (claimed === undefined) return;
    const goesOn = await carry(shift, claimed);
    deps.changed();
    if (!goesOn) return;
  }
}

/** True when a mail waits whose time has come. */
export async function isDue({ mails, clock }: Pick<OutboxDeps, 'mails' | 'clock'>): Promise<boolean> {
  const { nextAt } = await mails.standing();
  return nextAt !== null && nextAt <= clock.now();
}

/** Makes, hands over and writes down one mail. False when the others have to wait. */
async function carry(shift: Shift, claimed: ClaimedMail): Promise<boolean> {
  const { deps } = shift;
  const { job } = claimed;
  const composed = await compose(deps, claimed).catch((error: unknown): MailOutcome => notMade(error));
  if (composed.kind === 'dropped') {
    const { to, error } = composed;
    await settle(shift, job.id, { to, at: deps.clock.now(), error, nextAt: null });
    return true;
  }
  if (composed.kind !== 'mail') return await conclude(shift, claimed, composed);
  const outcome = await handOver(shift, composed.mail);
  shift.pace.left(shift.perMinute);
  if (outcome.kind === 'sent' && composed.pinFollows) await queuePin(shift, claimed);
  return await conclude(shift, claimed, outcome);
}

/** What cannot be made for want of the vault or the file waits for it; a mail with a fault of its own waits alone. */
function notMade(thrown: unknown): MailOutcome {
  const error = toMusterError(thrown);
  const all = error.code !== 'internal';
  return { kind: 'later', error: all ? error.code : error.message, all, trouble: serializeError(error) };
}

async function handOver({ deps, cut }: Shift, mail: OutgoingMail): Promise<MailOutcome> {
  const late = new AbortController();
  const ended = new AbortController();
  deps.clock.sleep(LATE_MS, ended.signal).then(
    () => late.abort(),
    () => undefined,
  );
  try {
    return await deps.deliver(mail, AbortSignal.any([cut, late.signal]));
  } catch (error) {
    return outcomeOfError(error);
  } finally {
    ended.abort();
  }
}

/** Before the invitation counts as sent: a program that ends in between has queued the PIN all the same. */
async function queuePin(shift: Shift, { job }: ClaimedMail): Promise<void> {
  const { deps } = shift;
  const { userId, invitationId } = job;
  await persist(shift, async () => {
    const at = deps.clock.now();
    await deps.mails.enqueue({
      id: deps.random.uuid(at),
      kind: 'pin',
      userId,
      invitationId,
      at,
      audit: null,
    });
  });
}

async function conclude(shift: Shift, { job }: ClaimedMail, outcome: MailOutcome): Promise<boolean> {
  const { deps } = shift;
  const at = deps.clock.now();
  const isAll = outcome.kind === 'later' && outcome.all;
  const nextAt = isAll ? shift.trouble.stuck(troubleOf(outcome)) : at + pauseAfterTries(job.tries);
  const settlement = settlementOf(outcome, job, at, nextAt);
  await settle(shift, job.id, settlement);
  if (isAll) await persist(shift, () => deps.mails.postpone(nextAt));
  else shift.trouble.forget();
  if (settlement.to === 'sent') shift.sent();
  return !isAll;
}

function troubleOf({ error, trouble }: Extract<MailOutcome, { kind: 'later' }>): SerializedError {
  return trouble ?? { code: 'mail_unreachable', details: { host: '', reason: error }, message: error };
}

async function settle(shift: Shift, id: string, settlement: Settlement): Promise<void> {
  await persist(shift, async () => {
    await shift.deps.mails.settle({ id, ...settlement });
  });
}

/** Writes what is known, however long the file cannot be written; given up only when the program ends. */
async function persist({ deps, lease, cut }: Shift, write: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await write();
    } catch (error) {
      deps.log(`what became of a mail could not be written: ${String(error)}`);
      if (cut.aborted) return;
      await deps.clock.sleep(WRITE_AGAIN_MS, cut).catch(() => undefined);
      await lease.keep().catch(() => false);
    }
  }
}
