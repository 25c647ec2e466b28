import { optional } from '../profile.ts';
import { type Carry, done, failed, formatError, notForThis } from './answer.ts';

/** DeviceLock (Apple, mdm/commands/device.lock): a Mac restarts and wants the six digits. */
export const deviceLock: Carry = ({ state }, { PIN, Message, PhoneNumber }) => {
  if (state.hardware.kind !== 'mac') {
    state.locked = true;
    if (Message === undefined && PhoneNumber === undefined) return done();
    const shown = state.passcode ? 'Success' : 'NoPasscodeSet';
    return done({ MessageResult: state.lostMode === null ? shown : 'DeviceInLostMode' });
  }
  if (typeof PIN !== 'string' || PIN.length !== 6) return formatError;
  state.pin = PIN;
  return done({}, 'lock');
};

/** EraseDevice (Apple, mdm/commands/device.erase): its word leaves first, everything else is gone then. */
export const eraseDevice: Carry = (_inside, { PIN }) =>
  PIN !== undefined && (typeof PIN !== 'string' || PIN.length !== 6) ? formatError : done({}, 'erase');

/** ClearPasscode (Apple, mdm/commands/passcode.clear): needs the token the device gave. */
export const clearPasscode: Carry = ({ state }, { UnlockToken }) => {
  if (state.hardware.kind === 'mac') return notForThis('ClearPasscode');
  if (!(UnlockToken instanceof Uint8Array)) return formatError;
  if (Buffer.from(UnlockToken).toString('base64') !== state.enrollment?.unlockToken) {
    return failed(5013, 'MCPasscodeErrorDomain', 'The passcode cannot be cleared.');
  }
  state.passcode = false;
  state.locked = false;
  return done();
};

/** RestartDevice and ShutDownDevice: of iPhones and iPads only where they are supervised. */
export const restartDevice: Carry = ({ state }) =>
  state.hardware.kind !== 'mac' && !state.supervised ? notForThis('RestartDevice') : done({}, 'restart');

export const shutDownDevice: Carry = ({ state }) =>
  state.hardware.kind !== 'mac' && !state.supervised ? notForThis('ShutDownDevice') : done({}, 'shut_down');

/** EnableLostMode (Apple, mdm/commands/lost_mode.enable): supervised iPhones and iPads, with a message or a number. */
export const enableLostMode: Carry = ({ state }, command) => {
  if (state.hardware.kind === 'mac' || !state.supervised) return notForThis('EnableLostMode');
  const message = optional(command, 'Message') ?? '';
  const phone = optional(command, 'PhoneNumber') ?? '';
  if (message === '' && phone === '') return formatError;
  state.lostMode = { message, phone, footnote: optional(command, 'Footnote') ?? '' };
  state.locked = true;
  return done();
};

export const disableLostMode: Carry = ({ state }) => {
  if (state.hardware.kind === 'mac' || !state.supervised) return notForThis('DisableLostMode');
  if (state.lostMode === null) return failed(12069, 'MCMDMErrorDomain', 'The device is not in Lost Mode.');
  state.lostMode = null;
  return done();
};
