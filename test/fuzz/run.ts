import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Invited, inviteAll } from '../support/served/invited.ts';
import { type Program, startListening } from '../support/served/program.ts';
import { makeServedWorkspace, PUBLIC_NAME, type ServedWorkspace } from '../support/served/workspace.ts';
import { chanceOf } from './chance.ts';
import { createCrowd } from './crowd.ts';
import { SLOW } from './episodes.ts';
import { wholeWay } from './flows.ts';
import type { Known } from './known.ts';
import { type Counts, createTally, type Trouble } from './tally.ts';
import { secretsFound, type Weight, weightOf } from './watch.ts';

export interface FuzzOptions {
  seed: number;
  /** At least so many. */
  requests: number;
  /** How often the whole way is gone meanwhile by who may. */
  ways: number;
  /** How many are so slow that they are not waited for; each takes half a minute. */
  slow: number;
  /** How long an answer is waited for, in ms. */
  answerMs: number;
  progress?(requests: number): void;
}

export interface FuzzFigures extends Counts {
  seed: number;
  /** So many requests were to be made. */
  wanted: number;
  seconds: number;
  serverErrors: number;
  crashes: number;
  ways: number;
  /** Where a secret stands that must not. */
  secretsFound: string[];
  troubles: readonly Trouble[];
  /** What the program said on its error stream. */
  said: string;
  /** In bytes: at every quarter, and when all have gone. */
  weights: Weight[];
}

interface Scene {
  workspace: ServedWorkspace;
  program: Program;
  known: Known;
  walkers: Invited[];
}

/** How many talk at once. */
const AT_ONCE = 100;
const TARGETS = 8;
const QUARTERS = 4;

/** Talks to a real `muster listen` on both doors until so many requests were made. */
export async function fuzz(options: FuzzOptions): Promise<FuzzFigures> {
  const names = (count: number, kind: string): string[] =>
    Array.from({ length: count }, (_, at) => `${kind}${at}@school.example`);
  const userNames = names(TARGETS, 'target');
  const workspace = await makeServedWorkspace({
    people: [...userNames, ...names(options.ways, 'walker')],
    settings: { pinDigits: 12 },
  });
  try {
    const invited = await workspace.inside(inviteAll);
    const program = await startListening(workspace, {
      imports: [pathToFileURL(path.join(import.meta.dirname, 'weigh.ts')).href],
      channel: true,
    });
    const { peoplePort, devicesPort } = workspace;
    const targets = invited.slice(0, TARGETS);
    const known: Known = {
      peoplePort,
      devicesPort,
      publicName: PUBLIC_NAME,
      links: targets.map(({ link }) => link),
      userNames,
      sessions: [],
      secrets: new Set(targets.flatMap(({ link, pin }) => [link, pin])),
    };
    const scene = { workspace, program, known, walkers: invited.slice(TARGETS) };
    return await talk(options, scene).finally(program.kill);
  } finally {
    workspace.remove();
  }
}

async function talk(
  { seed, requests, slow, answerMs, progress }: FuzzOptions,
  scene: Scene,
): Promise<FuzzFigures> {
  const { program, walkers, known, workspace } = scene;
  const tally = createTally();
  const { counts } = tally;
  const crowd = createCrowd({ known, tally, answerMs });
  const began = performance.now();
  const weights: Weight[] = [];
  let number = 0;
  let ways = 0;
  const chatter = async (): Promise<void> => {
    while (counts.requests < requests && isAlive(program)) {
      await crowd.someone(chanceOf(seed, number), number++);
      progress?.(counts.requests);
    }
  };
  // All along, and not at once: what they win is what others then try.
  const walk = async (): Promise<void> => {
    for (; ways < walkers.length && isAlive(program); ways++) {
      const [walker] = walkers.slice(ways);
      if (walker !== undefined) await wholeWay(workspace, walker, { number: ways + 1, known, tally });
      await crowd.until(() => counts.requests >= (requests * (ways + 1)) / (walkers.length + 1));
    }
  };
  const weigh = async (): Promise<void> => {
    for (let quarter = 1; quarter <= QUARTERS && isAlive(program); quarter++) {
      await crowd.until(() => counts.requests >= (requests * quarter) / QUARTERS);
      weights.push(await weightOf(program));
    }
  };
  const dawdle = Array.from({ length: slow }, (_, at) =>
    crowd.someone(chanceOf(seed, -1 - at), -1 - at, SLOW),
  );
  await Promise.all([...dawdle, ...Array.from({ length: AT_ONCE }, chatter), walk(), weigh()]);
  weights.push(await weightOf(program));
  const crashed = !isAlive(program);
  const code = await program.stop();
  return {
    seed,
    wanted: requests,
    seconds: Math.round((performance.now() - began) / 100) / 10,
    ...counts,
    serverErrors: Object.entries(counts.statuses).reduce(
      (sum, [status, count]) => (Number(status) >= 500 ? sum + count : sum),
      0,
    ),
    crashes: crashed || code !== 0 ? 1 : 0,
    ways,
    secretsFound: secretsFound(workspace.folder, program, known.secrets),
    troubles: tally.troubles,
    said: program.errors(),
    weights,
  };
}

function isAlive({ child }: Program): boolean {
  return child.exitCode === null && child.signalCode === null;
}
