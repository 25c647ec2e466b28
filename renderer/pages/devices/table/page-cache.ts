import type { Device } from '../../../../electron/bridge/domain';

/** Rows of a page; pages are aligned, so that the same page answers every scroll position inside it. */
export const PAGE_ROWS = 100;
const KEPT_PAGES = 80;

/** A page as it was read; `stale` once the data has changed since. */
export interface Page {
  rows: Device[];
  stale: boolean;
}

/** The page a row is on. */
export function pageOf(index: number): number {
  return Math.floor(index / PAGE_ROWS);
}

/** The pages of one result that are at hand; those used least recently are forgotten. */
export class PageCache {
  readonly #pages = new Map<number, Page>();

  row(index: number): Device | null {
    return this.#pages.get(pageOf(index))?.rows[index % PAGE_ROWS] ?? null;
  }

  /** True when every row from first to last (both included) is at hand. */
  covers(first: number, last: number): boolean {
    for (let page = pageOf(first); page <= pageOf(last); page += 1) {
      const rows = this.#pages.get(page)?.rows.length ?? 0;
      if (rows <= Math.min(last, page * PAGE_ROWS + PAGE_ROWS - 1) - page * PAGE_ROWS) return false;
    }
    return true;
  }

  /** True when the page is here and nothing has changed since it was read. */
  isFresh(page: number): boolean {
    return this.#pages.get(page)?.stale === false;
  }

  /** Everything may have changed; the rows stay until they are read again. */
  markStale(): void {
    for (const page of this.#pages.values()) page.stale = true;
  }

  /** Keeps a page, and forgets others beyond the limit, but none of `wanted`. */
  put(page: number, content: Page, wanted: readonly number[]): void {
    this.#pages.delete(page);
    this.#pages.set(page, content);
    for (const old of this.#pages.keys()) {
      if (this.#pages.size <= KEPT_PAGES) return;
      if (old !== page && !wanted.includes(old)) this.#pages.delete(old);
    }
  }

  /** Puts the pages last in the order of forgetting. */
  touch(pages: readonly number[]): void {
    for (const page of pages) {
      const held = this.#pages.get(page);
      if (held === undefined) continue;
      this.#pages.delete(page);
      this.#pages.set(page, held);
    }
  }

  /** Every row at hand, with its place. */
  *rows(): Iterable<{ index: number; device: Device }> {
    for (const [page, { rows }] of this.#pages) {
      for (const [place, device] of rows.entries()) yield { index: page * PAGE_ROWS + place, device };
    }
  }
}
