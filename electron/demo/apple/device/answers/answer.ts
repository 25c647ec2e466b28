import type { PlistDict } from '../../../../model/apple/plist.ts';
import type { Inside } from '../inside.ts';
import type { Afterwards, UserState } from '../state.ts';

/** What a device makes of a command. `afterwards`: what it does once its word is out. */
export interface Answer {
  readonly status: 'Acknowledged' | 'Error' | 'CommandFormatError' | 'NotNow';
  readonly body?: PlistDict;
  readonly afterwards?: Afterwards;
}

/** Carries a command out. `user`: the user of a Mac whose channel it came by; null on the device’s own. */
export type Carry = (inside: Inside, command: PlistDict, user: UserState | null) => Answer | Promise<Answer>;

export const done = (body: PlistDict = {}, afterwards?: Afterwards): Answer =>
  afterwards === undefined ? { status: 'Acknowledged', body } : { status: 'Acknowledged', body, afterwards };

export const formatError: Answer = { status: 'CommandFormatError' };

/** An error with one link of its chain (Apple, ErrorChainItem). */
export function failed(code: number, domain: string, words: string): Answer {
  return {
    status: 'Error',
    body: {
      ErrorChain: [
        { ErrorCode: code, ErrorDomain: domain, LocalizedDescription: words, USEnglishDescription: words },
      ],
    },
  };
}

/** The device takes no command of this kind: of this model, or while it is not supervised. */
export function notForThis(requestType: string): Answer {
  return failed(12021, 'MCMDMErrorDomain', `“${requestType}” is not a valid request type.`);
}
