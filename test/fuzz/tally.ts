import type { Heard } from './heard.ts';

/** Something that must not be. */
export interface Trouble {
  /** The number it has in its run; whole ways count from −1 downwards. */
  conversation: number;
  kind: string;
  what: string;
}

/** What came of all requests. */
export interface Tally {
  readonly counts: Counts;
  conversed(from: Pick<Trouble, 'conversation' | 'kind'>, heard: Heard): void;
  /** A connection that was not let in. */
  turnedAway(): void;
  status(from: Pick<Trouble, 'conversation' | 'kind'>, status: number): void;
  readonly troubles: readonly Trouble[];
}

export interface Counts {
  /** Those that were answered, and one for each connection that ended without an answer. */
  requests: number;
  conversations: number;
  turnedAway: number;
  /** Connections that ended without an answer. */
  unanswered: number;
  statuses: Record<string, number>;
}

/** What only the inside of a program would say. */
const INSIDE = /node_modules|node:internal|FST_ERR|ERR_HTTP_|SqliteError|\.ts:\d+:\d+|at async /;
const MOST_TROUBLES = 50;

export function createTally(): Tally {
  const counts: Counts = { requests: 0, conversations: 0, turnedAway: 0, unanswered: 0, statuses: {} };
  const troubles: Trouble[] = [];
  const trouble = (from: Pick<Trouble, 'conversation' | 'kind'>, what: string): void => {
    if (troubles.length < MOST_TROUBLES) troubles.push({ ...from, what });
  };
  const status: Tally['status'] = (from, code) => {
    counts.requests++;
    counts.statuses[code] = (counts.statuses[code] ?? 0) + 1;
    if (code >= 500 || code < 200) trouble(from, `status ${code}`);
  };
  return {
    counts,
    troubles,
    status,
    turnedAway: () => {
      counts.conversations++;
      counts.turnedAway++;
    },
    conversed: (from, { answers, text }) => {
      counts.conversations++;
      if (answers.length === 0) {
        counts.requests++;
        counts.unanswered++;
      }
      for (const { status: code, headers } of answers) {
        status(from, code);
        if (
          !headers.includes('x-content-type-options: nosniff') ||
          !headers.includes('content-security-policy:')
        )
          trouble(from, `${code} without the headers of every answer`);
        if (/^(server|x-powered-by):/m.test(headers)) trouble(from, 'tells what serves');
      }
      const inside = INSIDE.exec(text);
      if (inside !== null) trouble(from, `tells of its inside: ${inside[0]}`);
    },
  };
}
