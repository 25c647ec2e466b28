import type { AuditDraft } from '../model/audit.ts';
import { MusterError, toMusterError } from '../model/errors.ts';
import type { ListenerSettings } from '../model/listener.ts';
import { isElsewhere } from './lease.ts';
import type { Running } from './running.ts';
import type { ListenerDeps } from './service.ts';
import { checkSettings, readSettings, writeSettings } from './settings.ts';

/** What is done to the listener, written down and recorded. Called in turn. */
export interface Deeds {
  save(wanted: ListenerSettings): Promise<void>;
  switchOn(): Promise<void>;
  switchOff(): Promise<void>;
  /** A program starts: it listens if that was chosen. */
  resume(): Promise<void>;
  close(): Promise<void>;
}

export function createDeeds(deps: ListenerDeps, running: Running): Deeds {
  const record = async (
    deed: AuditDraft['deed'],
    { host, peoplePort, devicesPort, publicName, publicPort, certificate }: ListenerSettings,
    result = 'done',
  ): Promise<void> => {
    const detail = { host, peoplePort, devicesPort, publicName, publicPort, certificate };
    await deps.audit.append(deps.draft(deed, null, detail, result));
  };
  const mayChange = async (): Promise<void> => {
    if (!running.on && (await isElsewhere(deps))) throw new MusterError('listener_elsewhere');
  };
  return {
    save: async (wanted) => {
      const before = await readSettings(deps.settings);
      const after = { ...checkSettings(wanted), on: before.on };
      await mayChange();
      await running.adopt(after, () => writeSettings(deps.settings, after));
      await record('listener.saved', after);
    },
    switchOn: async () => {
      if (running.on) return;
      if (!deps.listens) throw new MusterError('not_available');
      const wanted = { ...(await readSettings(deps.settings)), on: true };
      try {
        await running.begin(wanted, () => writeSettings(deps.settings, wanted));
      } catch (error) {
        // Why it failed is what is to be told, even if that cannot be recorded.
        await record('listener.on', wanted, toMusterError(error).code).catch((unrecorded: unknown) =>
          deps.log(`listener: ${String(unrecorded)}`),
        );
        throw error;
      }
      await record('listener.on', wanted);
    },
    switchOff: async () => {
      await mayChange();
      const before = await readSettings(deps.settings);
      // It goes off even when the disk does not take the news.
      await running.end();
      await writeSettings(deps.settings, { ...before, on: false });
      if (before.on) await record('listener.off', before);
    },
    resume: async () => {
      const kept = await readSettings(deps.settings);
      if (!kept.on) return;
      await running.resume(kept);
      if (running.on) await record('listener.on', kept);
    },
    close: async () => {
      const last = running.settings;
      await running.close();
      if (last !== null) await record('listener.off', last);
    },
  };
}
