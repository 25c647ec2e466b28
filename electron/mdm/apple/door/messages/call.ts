import type { PlistDict } from '../../../../model/apple/plist.ts';
import type { Caller } from '../../../../store/contract/apple.ts';
import type { MdmAnswer } from '../../contract.ts';
import type { DoorDeps } from '../door.ts';
import type { Refusals } from '../refusals.ts';

/** A check-in message whose sender is proved. */
export interface Call {
  readonly message: PlistDict;
  readonly caller: Caller;
  /** A user’s channel; '' for the device’s own. */
  readonly guid: string;
}

/** Answers a check-in message. Null for one that is malformed: nothing of it was kept. */
export type Answering = (call: Call) => Promise<MdmAnswer | null>;

/** What the messages are answered with. */
export type CheckInDeps = DoorDeps & { readonly refusals: Refusals };
