import { MusterError } from '../model/errors.ts';
import type { Random } from '../model/ports.ts';

/** Makes the texts of links from a key in the vault. */
export interface Links {
  /** See linkToken. Throws what the vault throws. */
  token(invitationId: string, version: number): Promise<string>;
}

export interface LinksDeps {
  vault: { read(name: string): Promise<string | null>; write(name: string, value: string): Promise<void> };
  random: Pick<Random, 'bytes'>;
}

/** The key is made when it is first needed, and then kept in memory: thousands of links are made at once. */
export function createLinks(_deps: LinksDeps): Links {
  throw new MusterError('not_available');
}
