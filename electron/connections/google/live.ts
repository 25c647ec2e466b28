import type { GoogleConnection } from '../../model/connection.ts';
import type { LiveFacts } from './overview.ts';
import type { GoogleSync } from './sync/engine.ts';
import type { TokenSource } from './token-source.ts';

/** A stored connection brought to life. */
export interface Live {
  readonly connection: GoogleConnection;
  readonly tokens: TokenSource;
  readonly sync: GoogleSync;
  start(): void;
  /** Ends the schedule and any run, and resolves when nothing of it writes any more. */
  stop(): Promise<void>;
  wake(): void;
  facts(): LiveFacts;
}
