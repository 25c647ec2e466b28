import type { FastifyInstance } from 'fastify';
import type { AccessEntry, ListenerDoor, ListenerOverview, ListenerSettings } from '../model/listener.ts';
import type { PreflightReport, PreflightResult } from '../model/preflight.ts';

/**
 * A room behind the doors: the portal, a platform. It is given each door’s server with limits and guards in place, as a
 * scope of its own: hooks, parsers and plugins stay in the room. No content type is read unless the room adds a parser;
 * what its routes throw becomes a neutral 500.
 */
export interface ListenerRoom {
  readonly name: string;
  routes(door: ListenerDoor, server: FastifyInstance): void | Promise<void>;
  /**
   * Draws the page for people whose request leads nowhere (404, 405, 413, 429, 500 …); without a room that does, they
   * get a line of plain text. Given the request’s Accept-Language. Answers at once, and knows nothing of the request.
   */
  refusal?(status: number, acceptLanguage: string): RefusalPage;
}

/** `headers` with a content type, and a policy where the page has styles. */
export interface RefusalPage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The workspace’s listener. At most one program serves a workspace’s listener at a time (a lease). */
export interface ListenerService {
  overview(): Promise<ListenerOverview>;
  settings(): Promise<ListenerSettings>;
  /** Where people register. Nothing is read while this program listens: no other one changes the settings then. */
  baseUrl(): Promise<string>;
  /**
   * Keeps the settings; when it is on, it goes on with them, connections of unchanged doors stay. Throws bad_input,
   * and what `switchTo` throws; then it listens as before.
   */
  save(settings: ListenerSettings): Promise<ListenerOverview>;
  /**
   * Throws port_in_use (details: port), listener_address_gone, listener_port_not_allowed, listener_elsewhere, and what the
   * certificate throws. Off waits for answers under way, a few seconds at most.
   */
  switchTo(on: boolean): Promise<ListenerOverview>;
  /** Begins to listen if the settings say on; called when a workspace opens in a program that listens. */
  start(): void;
  /** Looks again at once: after sleep, or when the network changed. */
  wake(): void;
  /** A certificate was brought or made: it is served from the next connection on. */
  certificateChanged(): Promise<void>;
  /** The newest requests first. */
  log(limit: number): readonly AccessEntry[];
  /** True while it listens. */
  readonly on: boolean;
  close(): Promise<void>;
}

/** Looks at everything an invitation needs, and says how to mend it. */
export interface Preflight {
  run(onResult: (result: PreflightResult) => void, signal: AbortSignal): Promise<PreflightReport>;
  /** The newest report, or null. */
  last(): PreflightReport | null;
}
