import { createHmac } from 'node:crypto';
import { z } from 'zod';

const positionSchema = z.object({
  /** Where the next page begins: an index, or an offset in a sorted list. */
  next: z.number().int(),
  /** The number of the page the token leads to; the first page is 1. */
  page: z.number().int(),
  /** When the first page was asked for (milliseconds UTC). */
  begun: z.number(),
  /** A digest of the request the token belongs to. */
  request: z.string(),
});

/** Where a paged listing stands. */
export type Position = z.infer<typeof positionSchema>;

const writtenSchema = positionSchema.extend({ serial: z.number().int() });

/** Writes and reads opaque page tokens. The key comes from the seed, so a token outlives a restart. */
export class PageTokens {
  readonly #key: string;
  #written = 0;
  #dead = 0;

  constructor(seed: string) {
    this.#key = `page tokens of ${seed}`;
  }

  write(position: Position): string {
    const serial = ++this.#written;
    const payload = Buffer.from(JSON.stringify({ ...position, serial })).toString('base64url');
    return `${this.#digest(payload)}${payload}`;
  }

  /** Makes all tokens written so far too old. */
  endAll(): void {
    this.#dead = this.#written;
  }

  /** The position, and whether it was ended; undefined for anything this organisation did not write. */
  read(token: string): { position: Position; ended: boolean } | undefined {
    const payload = token.slice(22);
    if (token.slice(0, 22) !== this.#digest(payload)) return undefined;
    const { serial, ...position } = writtenSchema.parse(
      JSON.parse(Buffer.from(payload, 'base64url').toString()),
    );
    return { position, ended: serial <= this.#dead };
  }

  #digest(payload: string): string {
    return createHmac('sha256', this.#key).update(payload).digest('base64url').slice(0, 22);
  }
}
