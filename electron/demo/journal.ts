import { z } from 'zod';
import { endpointSchema } from './endpoints.ts';

/** One request as it was answered. Never holds a token. */
export const journalEntrySchema = z.object({
  endpoint: endpointSchema,
  method: z.string(),
  /** 0 when the connection was cut instead. */
  status: z.number(),
  /** The page of a listing; 0 for other requests. */
  page: z.number(),
  query: z.string(),
  orgUnitPath: z.string(),
  maxResults: z.string(),
  /** When it arrived (milliseconds UTC). */
  at: z.number(),
  /** The devices it was about, where it names them. */
  deviceIds: z.array(z.string()),
  /** What a write asked for, in Google's words; empty for a read. */
  action: z.string(),
  /** How many devices a write really took effect on, whatever its answer was. */
  effects: z.number(),
});
export type JournalEntry = z.infer<typeof journalEntrySchema>;

const CAPACITY = 5000;

/** The latest requests, for tests that ask what a client did. */
export class Journal {
  readonly #entries: JournalEntry[] = [];

  add(entry: JournalEntry): void {
    this.#entries.push(entry);
    if (this.#entries.length > CAPACITY * 2) this.#entries.splice(0, CAPACITY);
  }

  entries(): JournalEntry[] {
    return [...this.#entries];
  }

  clear(): void {
    this.#entries.length = 0;
  }
}
