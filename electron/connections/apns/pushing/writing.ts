import type { PushDeps } from '../deps.ts';
import { isGone, noteOf, type PushNote } from './after.ts';
import type { Standing } from './standing.ts';
import type { Carried } from './stretch.ts';
import { troubleOf } from './trouble.ts';

/** Writes down what came of pushes that were read as due at `at` (ms UTC), and tells of devices that are gone. */
export async function writeDown(
  deps: PushDeps,
  standing: Standing,
  { results, letIn }: Carried,
  at: number,
): Promise<void> {
  const notes: PushNote[] = [];
  for (const { due, result } of results) {
    const note = noteOf(due, result, at);
    if (note === null) continue;
    const isTold = result.kind !== 'dead' || !isGone(due, result) || (await tellGone(deps, due));
    // Nobody was told: the next push finds it out again.
    notes.push(isTold ? note : { ...note, nextAt: at + TELL_AGAIN_MS });
  }
  if (notes.length > 0) await deps.apple.notePushes(notes);
  const kinds = results.map(({ result }) => result);
  if (letIn) await standing.letIn(kinds.some(({ kind }) => kind === 'taken') ? at : null);
  const ours = kinds.find(({ kind }) => kind === 'ours');
  const trouble = ours === undefined ? null : troubleOf(ours);
  if (trouble !== null) await standing.told(trouble);
}

const TELL_AGAIN_MS = 15 * 60_000;

/** A Mac user’s channel that is gone says nothing of the Mac. False when it could not be told. */
async function tellGone(
  { unregistered, log }: PushDeps,
  { deviceId, guid, token }: Carried['results'][number]['due'],
): Promise<boolean> {
  if (guid !== '') return true;
  try {
    await unregistered(deviceId, token);
    return true;
  } catch (error) {
    log(`a device that Apple’s push service knows no more could not be noted: ${String(error)}`);
    return false;
  }
}
