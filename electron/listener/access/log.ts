import type { AccessEntry, ListenerDoor } from '../../model/listener.ts';
import type { Visit } from '../server/reception.ts';
import { createAgentNames } from './agent.ts';
import { createLogFile, type LogFileDeps } from './file.ts';

/** What was asked of the listener, without a secret: of an address, only its route is kept. */
export interface AccessLog {
  note(door: ListenerDoor, visit: Visit): void;
  /** The newest first. */
  newest(limit: number): readonly AccessEntry[];
  counts(): { answered: number; refused: number };
  /** Counts from zero: the listener was switched on. */
  begin(): void;
  /** A connection that was refused before it became a request. */
  turnedAway(): void;
  close(): Promise<void>;
}

const KEPT = 1000;

export function createAccessLog(file: LogFileDeps): AccessLog {
  const lines = createLogFile(file);
  const agentName = createAgentNames();
  const entries: AccessEntry[] = [];
  let counts = { answered: 0, refused: 0 };
  return {
    note: (door, { at, address, method, route, status, ms, agent, refused }) => {
      // One that was broken off is neither, unless by one of our limits.
      if (refused || status !== 0) counts[refused ? 'refused' : 'answered']++;
      const entry = { at, door, address, method, route, status, ms, agent: agentName(agent) };
      entries.push(entry);
      if (entries.length > KEPT * 2) entries.splice(0, entries.length - KEPT);
      lines.put(JSON.stringify(entry));
    },
    newest: (limit) => entries.slice(-Math.min(limit, KEPT)).reverse(),
    counts: () => counts,
    begin: () => {
      counts = { answered: 0, refused: 0 };
    },
    turnedAway: () => {
      counts.refused++;
    },
    close: () => lines.close(),
  };
}
