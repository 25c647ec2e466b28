import { isDict, type PlistDict } from '../../../model/apple/plist.ts';
import { writePlist } from '../../../plist/plist.ts';
import type { Answer } from './answers/answer.ts';
import { answerTo } from './answers/answers.ts';
import { dictOf, put } from './http.ts';
import { enrollmentOf, type Inside } from './inside.ts';
import { carryOut, erase, forgetManagement } from './life.ts';
import { bytesOf, userKeys } from './messages.ts';
import type { DeviceAnswer } from './network.ts';
import type { ChannelState, Undelivered, UserState } from './state.ts';
import { DeviceTrouble, isTrouble } from './trouble.ts';

/** A command a device was given, and what it said to it. */
export interface Obeyed {
  readonly uuid: string;
  readonly requestType: string;
  readonly status: Answer['status'];
}

/** A server that never comes to an end is left. */
const MOST_COMMANDS = 10_000;

/**
 * One connection: what was not delivered first, else Idle; then commands until there is none (Apple, MDM Protocol Reference). A
 * report that may not have arrived is kept and sent again next time. Throws what the requests throw.
 */
export async function talk(inside: Inside, user: UserState | null): Promise<Obeyed[]> {
  const channel = user?.channel ?? inside.state.channel;
  const obeyed: Obeyed[] = [];
  while (obeyed.length < MOST_COMMANDS) {
    const waiting = channel.undelivered;
    const step = `${user === null ? '' : 'user:'}${waiting === null ? 'Idle' : `report:${waiting.requestType}`}`;
    const answer = await deliver(inside, step, waiting, user);
    channel.undelivered = null;
    if (await carryOut(inside, waiting?.afterwards ?? null, user)) return obeyed;
    const command = dictOf(step, answer);
    if (command === null) return obeyed;
    obeyed.push(await obey(inside, channel, command, user));
  }
  throw new DeviceTrouble('answer', 'connect', 'commands without end');
}

/** Sends a report, or Idle. An erasure happens whether its report arrives or not. */
async function deliver(
  inside: Inside,
  step: string,
  waiting: Undelivered | null,
  user: UserState | null,
): Promise<DeviceAnswer> {
  const enrollment = enrollmentOf(inside, step);
  const body = waiting === null ? writePlist(report(inside, user, 'Idle')) : bytesOf(waiting.body);
  try {
    return await put(inside, enrollment, step, 'server', body);
  } catch (error) {
    if (waiting?.afterwards === 'erase') erase(inside);
    else if (isTrouble(error, 'removed')) forgetManagement(inside);
    else if (isTrouble(error, 'declined') && user !== null) user.managed = false;
    throw error;
  }
}

async function obey(
  inside: Inside,
  channel: ChannelState,
  message: PlistDict,
  user: UserState | null,
): Promise<Obeyed> {
  const { CommandUUID: uuid, Command: command } = message;
  const requestType = isDict(command) ? command.RequestType : undefined;
  if (typeof uuid !== 'string' || !isDict(command) || typeof requestType !== 'string') {
    throw new DeviceTrouble('answer', 'connect', 'no command');
  }
  const { status, body = {}, afterwards = null } = await answerTo(inside, requestType, command, user);
  const told = { ...report(inside, user, status), CommandUUID: uuid, ...body };
  channel.undelivered = {
    body: Buffer.from(writePlist(told)).toString('base64'),
    requestType,
    afterwards,
  };
  channel.notNow = status === 'NotNow';
  return { uuid, requestType, status };
}

function report({ state }: Inside, user: UserState | null, status: string): PlistDict {
  const told: PlistDict = { Status: status, UDID: state.hardware.udid };
  return user === null ? told : { ...told, ...userKeys(user) };
}
