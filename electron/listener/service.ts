import type { NetworkInterfaceInfo } from 'node:os';
import type { DraftDeed } from '../model/audit.ts';
import { baseUrlOf, type ListenerOverview, type ListenerSettings } from '../model/listener.ts';
import type { Clock, Random } from '../model/ports.ts';
import { createTurns } from '../model/turns.ts';
import type { PkiService } from '../pki/contract.ts';
import type { AuditRepository, LeaseRepository, SettingsRepository } from '../store/contract.ts';
import type { ListenerRoom, ListenerService } from './contract.ts';
import { createDeeds } from './deeds.ts';
import { isElsewhere } from './lease.ts';
import type { ListenerLimits } from './limits.ts';
import { bindable } from './network/addresses.ts';
import { createRunning } from './running.ts';
import { readSettings } from './settings.ts';

export interface ListenerDeps {
  settings: SettingsRepository;
  leases: LeaseRepository;
  pki: Pick<PkiService, 'server'>;
  rooms: readonly ListenerRoom[];
  interfaces(): NodeJS.Dict<NetworkInterfaceInfo[]>;
  clock: Clock;
  random: Random;
  pid: number;
  audit: Pick<AuditRepository, 'append'>;
  draft: DraftDeed;
  /** Where the access log is written; rotated by size. */
  logFile: string;
  /** True in a program that may listen (the window, `muster listen`). */
  listens: boolean;
  /** Those that differ from the standard ones. */
  limits?: Partial<ListenerLimits>;
  changed(): void;
  traffic(): void;
  log(message: string): void;
}

/** Whether another program listens is not asked more often. */
const ASK_MS = 15_000;

export function createListener(deps: ListenerDeps): ListenerService {
  const inTurn = createTurns();
  const running = createRunning(deps, inTurn);
  const deeds = createDeeds(deps, running);
  const elsewhere = askSeldom(deps);

  const settings = (): Promise<ListenerSettings> => readSettings(deps.settings);
  const overview = async (): Promise<ListenerOverview> => {
    const kept = await settings();
    const idle = running.state.kind === 'off' && kept.on;
    return {
      settings: kept,
      state: idle && (await elsewhere()) ? { kind: 'elsewhere' } : running.state,
      baseUrl: baseUrlOf(kept),
      interfaces: bindable(deps.interfaces()),
      ...running.seen(),
    };
  };
  const told = async (deed: () => Promise<void>): Promise<ListenerOverview> => {
    await inTurn(deed).finally(deps.changed);
    return await overview();
  };
  return {
    overview,
    settings,
    baseUrl: async () => baseUrlOf(running.settings ?? (await settings())),
    save: (wanted) => told(() => deeds.save(wanted)),
    switchTo: (on) => told(on ? deeds.switchOn : deeds.switchOff),
    start: () => {
      if (!deps.listens) return;
      inTurn(deeds.resume).catch((error: unknown) => deps.log(`listener: ${String(error)}`));
    },
    wake: running.wake,
    certificateChanged: () => inTurn(running.renew).finally(deps.changed),
    log: running.log,
    get on() {
      return running.on;
    },
    close: async () => {
      await running.rest();
      await inTurn(deeds.close);
    },
  };
}

/** Asking writes when nobody has it, which other programs notice: so not too often. */
function askSeldom(deps: ListenerDeps): () => Promise<boolean> {
  let askedAt = Number.NEGATIVE_INFINITY;
  let answer = Promise.resolve(false);
  return () => {
    const now = deps.clock.now();
    if (now < askedAt || now - askedAt >= ASK_MS) {
      askedAt = now;
      answer = isElsewhere(deps);
    }
    return answer;
  };
}
