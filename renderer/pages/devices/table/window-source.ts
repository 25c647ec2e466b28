import {
  type Device,
  type DeviceQuery,
  type DeviceWindow,
  type MusterError,
  toMusterError,
} from '../../../../electron/bridge/domain';
import { PAGE_ROWS, PageCache, pageOf } from './page-cache';

const AT_ONCE = 2;

export type LoadWindow = (
  input: DeviceQuery & { offset: number; limit: number },
  signal: AbortSignal,
) => Promise<DeviceWindow>;

/** What the table draws from; a new object after every change. */
export interface WindowSnapshot {
  /** The query the rows belong to: while a new one is asked for, still the former; null before any answer. */
  query: DeviceQuery | null;
  /** Rises when the rows of another query take the place: the table goes back to the top. */
  generation: number;
  /** The exact total; null while only `atLeast` is known. */
  total: number | null;
  atLeast: number;
  /** True when the answers come without a total: it has to be counted. */
  uncounted: boolean;
  /** True from a change of query until its first rows. */
  asking: boolean;
  error: MusterError | null;
}

/**
 * The rows around what is on screen, read page by page over the bridge. It keeps the rows of the former
 * query until the first of the new one are there, forgets the pages used least recently, cancels what a
 * new query makes useless and reads ahead in the direction of scrolling.
 */
export class WindowSource {
  readonly #load: LoadWindow;
  readonly #listeners = new Set<() => void>();
  #pages = new PageCache();
  #flights = new Map<number, AbortController>();
  #failed = new Set<number>();
  /** Rises with every change of the data. */
  #age = 0;
  #asked: DeviceQuery | null = null;
  #wanted: number[] = [0];
  #ahead: number[] = [];
  #newest: { first: number; last: number } | null = null;
  #snapshot: WindowSnapshot = {
    query: null,
    generation: 0,
    total: null,
    atLeast: 0,
    uncounted: false,
    asking: true,
    error: null,
  };

  constructor(load: LoadWindow) {
    this.#load = load;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): WindowSnapshot => this.#snapshot;

  /** The rows that arrived last, for a table that cannot yet paint what it wants. */
  get newest(): { first: number; last: number } | null {
    return this.#newest;
  }

  row(index: number): Device | null {
    return this.#pages.row(index);
  }

  /** True when every row from first to last (both included) is at hand. */
  covers(first: number, last: number): boolean {
    return this.#pages.covers(first, last);
  }

  /** The loaded rows, for finding a device by its id. */
  loaded(): Iterable<{ index: number; device: Device }> {
    return this.#pages.rows();
  }

  /** Begins with rows that were read before there was a table; nothing is asked for before `setQuery`. */
  begin(query: DeviceQuery, first: DeviceWindow): void {
    this.#take(0, first, { query, stale: true });
  }

  /** Asks for another query from its top; what is under way for the former one is cancelled. */
  setQuery(query: DeviceQuery): void {
    this.#cancelAll();
    this.#asked = query;
    this.#wanted = [0];
    this.#ahead = [];
    this.#publish({ asking: true, error: null });
    this.#pump();
  }

  /** Says which rows are on screen; `direction` is 1 when scrolling down, -1 when up. */
  want(first: number, last: number, direction: 1 | -1): void {
    if (this.#snapshot.asking) return;
    const wanted: number[] = [];
    for (let page = pageOf(first); page <= pageOf(last); page += 1) wanted.push(page);
    const beyond = direction === 1 ? pageOf(last) : pageOf(first);
    if (wanted.join() === this.#wanted.join() && this.#ahead[0] === beyond + direction) return;
    this.#wanted = wanted;
    this.#pages.touch(wanted);
    this.#ahead = [beyond + direction, beyond + 2 * direction].filter((page) => this.#exists(page));
    this.#failed.clear();
    this.#pump();
  }

  /**
   * The data changed: reads again what is on screen, and the rest when it is wanted. Answers under way are
   * still shown, then asked for again: while a sync writes on and on, some must arrive.
   */
  refresh(): void {
    this.#pages.markStale();
    this.#age += 1;
    this.#failed.clear();
    this.#pump();
  }

  /** The exact total, once counted. */
  setTotal(total: number): void {
    if (total !== this.#snapshot.total) this.#publish({ total, atLeast: total });
  }

  /** Cancels everything under way. */
  cancel(): void {
    this.#cancelAll();
  }

  #exists(page: number): boolean {
    return page >= 0 && page * PAGE_ROWS < (this.#snapshot.total ?? this.#snapshot.atLeast);
  }

  #lacks(page: number): boolean {
    if (this.#flights.has(page) || this.#failed.has(page)) return false;
    return this.#snapshot.asking || !this.#pages.isFresh(page);
  }

  #pump(): void {
    const missing = this.#wanted.filter((page) => this.#lacks(page));
    if (missing.length > 0) this.#cancelIdle();
    for (const page of [...missing, ...this.#ahead.filter((page) => this.#lacks(page))]) {
      if (this.#flights.size >= AT_ONCE) return;
      void this.#fetch(page);
    }
  }

  /** A page that is no longer wanted gives way, the youngest first: while scrolling on and on, some arrive. */
  #cancelIdle(): void {
    for (const [page, flight] of [...this.#flights].reverse()) {
      if (this.#flights.size < AT_ONCE) return;
      if (this.#wanted.includes(page)) continue;
      flight.abort();
      this.#flights.delete(page);
    }
  }

  async #fetch(page: number): Promise<void> {
    const query = this.#asked;
    if (query === null) return;
    const age = this.#age;
    const flight = new AbortController();
    this.#flights.set(page, flight);
    try {
      const answer = await this.#load(
        { ...query, offset: page * PAGE_ROWS, limit: PAGE_ROWS },
        flight.signal,
      );
      if (!flight.signal.aborted) this.#take(page, answer, { query, stale: age !== this.#age });
    } catch (error) {
      if (flight.signal.aborted) return;
      this.#flights.delete(page);
      this.#failed.add(page);
      this.#publish({ error: toMusterError(error) });
    }
    if (!flight.signal.aborted) this.#pump();
  }

  #take(page: number, answer: DeviceWindow, { query, stale }: { query: DeviceQuery; stale: boolean }): void {
    this.#flights.delete(page);
    const turned = this.#snapshot.asking;
    if (turned) this.#pages = new PageCache();
    this.#pages.put(page, { rows: answer.rows, stale }, this.#wanted);
    this.#newest = { first: page * PAGE_ROWS, last: page * PAGE_ROWS + answer.rows.length - 1 };
    const { generation, total, atLeast } = this.#snapshot;
    this.#publish({
      query,
      generation: turned ? generation + 1 : generation,
      total: answer.total ?? (turned ? null : total),
      atLeast: answer.total ?? Math.max(answer.atLeast, turned ? 0 : atLeast),
      uncounted: answer.total === null,
      asking: false,
      error: null,
    });
  }

  #cancelAll(): void {
    for (const flight of this.#flights.values()) flight.abort();
    this.#flights.clear();
  }

  #publish(change: Partial<WindowSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    for (const listener of this.#listeners) listener();
  }
}
