import { EventEmitter, once } from 'node:events';
import type { Chance } from './chance.ts';
import { converse } from './conversation.ts';
import { EPISODES, type Named, NO_TLS } from './episodes.ts';
import type { Known } from './known.ts';
import type { Tally } from './tally.ts';

/** All who talk to the doors. */
export interface Crowd {
  /** One conversation: from an address, at a door, over TLS or not. Its number is told where something is wrong. */
  someone(chance: Chance, number: number, episode?: Named): Promise<void>;
  /** Resolves when it is so, looked at after each conversation. */
  until(isSo: () => boolean): Promise<void>;
}

export function createCrowd({
  known,
  tally,
  answerMs,
}: {
  known: Known;
  tally: Tally;
  answerMs: number;
}): Crowd {
  const told = new EventEmitter();
  told.setMaxListeners(0);
  // As browsers do, most come again with what they were given (RFC 8446 section 2.2).
  let ticket: Buffer | undefined;
  const talk = async (chance: Chance, number: number, given: Named | undefined): Promise<void> => {
    const port = chance.often(0.75) ? known.peoplePort : known.devicesPort;
    const overTls = given !== undefined || chance.often(0.97);
    const episode = given ?? (overTls ? chance.weighted(EPISODES) : NO_TLS);
    const tls = {
      servername: known.publicName,
      session: chance.often(0.7) ? ticket : undefined,
      keep: (session: Buffer) => {
        ticket = session;
      },
    };
    const line = await converse({ port, from: addressOf(chance), tls: overTls ? tls : null });
    if (line === null) {
      tally.turnedAway();
      return;
    }
    await episode.run({ chance, known, port, line, answerMs });
    tally.conversed({ conversation: number, kind: episode.kind }, line.heard);
    line.cut();
  };
  return {
    someone: async (chance, number, episode) => {
      await talk(chance, number, episode);
      told.emit('done');
    },
    until: async (isSo) => {
      while (!isSo()) await once(told, 'done');
    },
  };
}

/** Many who ask now and then, and a few who never stop. */
function addressOf(chance: Chance): string {
  if (chance.often(0.05)) return `127.66.0.${1 + chance.below(3)}`;
  return `127.${1 + chance.below(8)}.${chance.below(8)}.${1 + chance.below(32)}`;
}
