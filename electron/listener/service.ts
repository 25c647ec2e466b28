import type { NetworkInterfaceInfo } from 'node:os';
import type { AuditDraft, DraftDeed } from '../model/audit.ts';
import { isMusterError, MusterError } from '../model/errors.ts';
import { baseUrlOf, type ListenerOverview, type ListenerSettings } from '../model/listener.ts';
import type { Clock, Random } from '../model/ports.ts';
import { createTurns } from '../model/turns.ts';
import type { PkiService } from '../pki/contract.ts';
import type { AuditRepository, LeaseRepository, SettingsRepository } from '../store/contract.ts';
import type { ListenerRoom, ListenerService } from './contract.ts';
import { isElsewhere } from './lease.ts';
import type { ListenerLimits } from './limits.ts';
import { bindable } from './network/addresses.ts';
import { createRunning } from './running.ts';
import { checkSettings, readSettings, writeSettings } from './settings.ts';

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
  const elsewhere = askSeldom(deps);

  const settings = (): Promise<ListenerSettings> => readSettings(deps.settings);
  const record = async (
    deed: AuditDraft['deed'],
    { host, peoplePort, devicesPort, publicName, publicPort, certificate }: ListenerSettings,
    error?: unknown,
  ): Promise<void> => {
    const detail = { host, peoplePort, devicesPort, publicName, publicPort, certificate };
    const result = error === undefined ? [] : [isMusterError(error) ? error.code : 'internal'];
    await deps.audit.append(deps.draft(deed, null, detail, ...result));
  };
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
  const mayChange = async (): Promise<void> => {
    if (!running.on && (await isElsewhere(deps))) throw new MusterError('listener_elsewhere');
  };

  const save = async (wanted: ListenerSettings): Promise<void> => {
    const before = await settings();
    const after = { ...checkSettings(wanted), on: before.on };
    await mayChange();
    await running.adopt(after, () => writeSettings(deps.settings, after));
    await record('listener.saved', after);
  };
  const switchOn = async (): Promise<void> => {
    if (running.on) return;
    if (!deps.listens) throw new MusterError('not_available');
    const wanted = { ...(await settings()), on: true };
    try {
      await running.begin(wanted, () => writeSettings(deps.settings, wanted));
    } catch (error) {
      await record('listener.on', wanted, error);
      throw error;
    }
    await record('listener.on', wanted);
  };
  const switchOff = async (): Promise<void> => {
    await mayChange();
    const before = await settings();
    // It goes off even when the disk does not take the news.
    await running.end();
    await writeSettings(deps.settings, { ...before, on: false });
    if (before.on) await record('listener.off', before);
  };
  const told = async (work: () => Promise<void>): Promise<ListenerOverview> => {
    await inTurn(work).finally(deps.changed);
    return await overview();
  };
  return {
    overview,
    settings,
    save: (wanted) => told(() => save(wanted)),
    switchTo: (on) => told(on ? switchOn : switchOff),
    start: () => {
      if (!deps.listens) return;
      inTurn(async () => {
        const kept = await settings();
        if (!kept.on) return;
        await running.resume(kept);
        if (running.on) await record('listener.on', kept);
      }).catch((error: unknown) => deps.log(`listener: ${String(error)}`));
    },
    wake: running.wake,
    certificateChanged: () => inTurn(running.renew).finally(deps.changed),
    log: running.log,
    get on() {
      return running.on;
    },
    close: async () => {
      await running.rest();
      await inTurn(async () => {
        const last = running.settings;
        await running.close();
        if (last !== null) await record('listener.off', last);
      });
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
