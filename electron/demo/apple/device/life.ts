import { declare } from './declaring.ts';
import { checkIn } from './http.ts';
import { dropPush, type Inside } from './inside.ts';
import { type Afterwards, emptyChannel, type UserState } from './state.ts';
import { isTrouble } from './trouble.ts';

/** What people find on a device that has just been unpacked or erased. */
export const FACTORY_NAMES = { iphone: 'iPhone', ipad: 'iPad', mac: 'Mac' } as const;

/** Does what was to wait until a report was out. Answers true when the talk is over by it. */
export async function carryOut(
  inside: Inside,
  what: Afterwards | null,
  user: UserState | null,
): Promise<boolean> {
  const { state } = inside;
  if (what === 'declare') await declare(inside, user);
  if (what === 'erase') erase(inside);
  if (what === 'unenroll') await removeManagement(inside);
  // A Mac that was locked restarts, and waits for its PIN.
  if (what === 'lock' || what === 'shut_down') state.off = true;
  if (what === 'restart') state.restarts++;
  return what !== null && what !== 'declare';
}

/** Everything is gone: the same device, in another life. */
export function erase(inside: Inside): void {
  const { state } = inside;
  forgetManagement(inside);
  state.life++;
  state.name = FACTORY_NAMES[state.hardware.kind];
  state.passcode = false;
  state.locked = false;
  state.off = false;
  state.pin = null;
  state.lostMode = null;
}

/** Removes the enrollment profile and what came by it. CheckOut is tried once (Apple, mdm/checkin/checkout). */
export async function removeManagement(inside: Inside): Promise<void> {
  const { enrollment, hardware } = inside.state;
  if (enrollment === null) return;
  try {
    if (enrollment.checkOutWhenRemoved) {
      const message = { MessageType: 'CheckOut', Topic: enrollment.topic, UDID: hardware.udid };
      await checkIn(inside, enrollment, 'CheckOut', message);
    }
  } catch (error) {
    // The server may hear of it or not; the profile goes all the same.
    if (!isTrouble(error)) throw error;
  } finally {
    forgetManagement(inside);
  }
}

/** As after an answer that the server does not know the device. */
export function forgetManagement(inside: Inside): void {
  const { state } = inside;
  inside.signer = null;
  const own = state.enrollment === null ? [] : [state.enrollment.push];
  dropPush(inside, [...own, ...state.users.map(({ push }) => push)]);
  state.enrollment = null;
  state.installing = null;
  state.bootstrapToken = null;
  state.lostMode = null;
  state.profiles = [];
  state.users = [];
  state.channel = emptyChannel();
}
