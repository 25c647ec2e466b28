import { isMusterError } from '../../../model/errors.ts';
import { DEVICE_LIMITS, readPlistInTurns } from '../../../plist/plist.ts';
import { guidOf, udidOf } from '../channel.ts';
import type { MdmAnswer } from '../contract.ts';
import { bare } from './answers.ts';
import type { Answering, Call, CheckInDeps } from './messages/call.ts';
import { declarativeManagement } from './messages/declarative.ts';
import { authenticate, checkOut, tokenUpdate } from './messages/registering.ts';
import { getBootstrapToken, getToken, setBootstrapToken } from './messages/tokens.ts';
import { userAuthenticate } from './messages/user.ts';
import type { Sender } from './proof.ts';

/** Answers check-in messages whose sender is proved (Apple, mdm/checkin). Malformed and unknown ones get 400. */
export function createCheckIn(deps: CheckInDeps): (sender: Sender, body: Uint8Array) => Promise<MdmAnswer> {
  const answering: ReadonlyMap<string, Answering> = new Map([
    ['Authenticate', authenticate(deps)],
    ['TokenUpdate', tokenUpdate(deps)],
    ['CheckOut', checkOut(deps)],
    ['UserAuthenticate', userAuthenticate(deps)],
    ['SetBootstrapToken', setBootstrapToken(deps)],
    ['GetBootstrapToken', getBootstrapToken(deps)],
    ['GetToken', getToken(deps)],
    ['DeclarativeManagement', declarativeManagement(deps)],
  ]);
  return async (sender, body) => {
    const call = await read(sender, body);
    const type = typeof call?.message.MessageType === 'string' ? call.message.MessageType : '';
    const answer = call === null ? null : await answering.get(type)?.(call);
    if (answer) return answer;
    deps.log(`apple: a check-in that cannot be answered: ${answering.has(type) ? type : 'of unknown type'}`);
    return bare(400);
  };
}

async function read(sender: Sender, body: Uint8Array): Promise<Call | null> {
  try {
    const message = await readPlistInTurns(body, DEVICE_LIMITS);
    const udid = udidOf(message);
    return udid === null ? null : { message, caller: { ...sender, udid }, guid: guidOf(message) };
  } catch (error) {
    if (isMusterError(error, 'plist_unreadable')) return null;
    throw error;
  }
}
