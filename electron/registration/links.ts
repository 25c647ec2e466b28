import type { Random } from '../model/ports.ts';
import { linkToken } from './secrets/tokens.ts';

/** Makes the texts of links from a key in the vault. */
export interface Links {
  /** See linkToken. Throws what the vault throws. */
  token(invitationId: string, version: number): Promise<string>;
  /** Resolves when links can be made; throws what the vault throws. */
  ready(): Promise<void>;
}

export interface LinksDeps {
  vault: {
    read(name: string): Promise<string | null>;
    /** Keeps it unless there is one; answers the one that is kept. */
    writeNew(name: string, value: string): Promise<string>;
  };
  random: Pick<Random, 'bytes'>;
}

/** The name of the key in the vault. */
export const LINK_KEY = 'registration.linkKey';
const KEY_BYTES = 32;

/** The key is made when it is first needed, and then kept in memory: thousands of links are made at once. */
export function createLinks(deps: LinksDeps): Links {
  let key: Promise<Uint8Array> | null = null;
  const keyNow = (): Promise<Uint8Array> => {
    key ??= findOrMake(deps).catch((error: unknown) => {
      // A vault that is locked now may be unlocked later.
      key = null;
      throw error;
    });
    return key;
  };
  return {
    token: async (invitationId, version) => linkToken(await keyNow(), invitationId, version),
    ready: async () => {
      await keyNow();
    },
  };
}

async function findOrMake({ vault, random }: LinksDeps): Promise<Uint8Array> {
  const kept = await vault.read(LINK_KEY);
  if (kept !== null) return Buffer.from(kept, 'base64');
  const made = Buffer.from(random.bytes(KEY_BYTES)).toString('base64');
  // Another program may have made one at the same time: the first counts.
  return Buffer.from(await vault.writeNew(LINK_KEY, made), 'base64');
}
