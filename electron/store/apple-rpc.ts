import type { AppleRepository } from './contract/apple.ts';
import type { Prefixed } from './rpc.ts';

type AppleReadNames =
  | 'identity'
  | 'ofTicket'
  | 'bootstrapToken'
  | 'recognise'
  | 'queued'
  | 'bundle'
  | 'orders'
  | 'sealedOf'
  | 'device'
  | 'document'
  | 'channels'
  | 'counts'
  | 'staleInventory'
  | 'endingIdentities'
  | 'duePushes'
  | 'nextPushAt'
  | 'waitingPushes'
  | 'profiles'
  | 'profile'
  | 'assignments'
  | 'installs'
  | 'installCounts'
  | 'profileNeeds';

/** What the reading threads answer of devices managed here. */
export type AppleReadCalls = Prefixed<'apple', Pick<AppleRepository, AppleReadNames>>;
/** What the writing thread answers of them. */
export type AppleWriteCalls = Prefixed<'apple', Omit<AppleRepository, AppleReadNames>>;
