import type { AppleDevice } from '../../../../electron/demo/apple/device/contract.ts';
import { deviceIdOf } from '../../../support/served/apple.ts';
import type { ServedWorkspace } from '../../../support/served/workspace.ts';
import { HOLD_MS, heldClock } from './held-clock.ts';

/** Locks a Mac by the command centre, and starts it again. Answers its PIN. */
export async function lock(workspace: ServedWorkspace, device: AppleDevice): Promise<string> {
  const { clock, endHold } = heldClock();
  const { workspace: open, close } = await workspace.open({ clock, sends: true });
  const { actions, store } = open;
  const soon = AbortSignal.timeout(20_000);
  await actions.setLimits({ ...(await actions.limits()), undoSeconds: HOLD_MS / 1000 });
  const ids = [await deviceIdOf(store, device)];
  const review = await actions.review(
    { action: 'apple_lock', message: '', phone: '' },
    { kind: 'ids', ids },
    soon,
  );
  const command = await actions.confirm(review.id, null);
  endHold();
  const ended = actions.follow(command.id, () => undefined, soon);
  await device.connect();
  for (let times = 0; device.state.pin === null && times < 200; times++) await device.connect();
  await ended;
  const pin = device.state.pin ?? '';
  device.powerOn(pin);
  await close();
  return pin;
}
