import type { PushService } from '../../../electron/connections/apns/contract.ts';
import type { PushDeps } from '../../../electron/connections/apns/deps.ts';
import { createPushService } from '../../../electron/connections/apns/service.ts';
import { writeCertificateRequest } from '../../../electron/pki/issuing/request.ts';
import { createPickedFiles } from '../../../electron/pki/taking/picked.ts';
import type { Store } from '../../../electron/store/contract.ts';
import { systemClock, systemRandom } from '../../../electron/system.ts';

/** Pushes over a real file, with the machine’s clock; `secrets` takes the vault’s place. */
export function pushOver(
  store: Store,
  endpoint: ReturnType<PushDeps['endpoint']>,
  secrets: Map<string, string>,
): PushService {
  return createPushService({
    apple: store.apple,
    settings: store.settings,
    leases: store.leases,
    audit: store.audit,
    vault: {
      read: async (name) => secrets.get(name) ?? null,
      write: async (name, value) => void secrets.set(name, value),
      remove: async (name) => void secrets.delete(name),
    },
    files: createPickedFiles({ clock: systemClock, random: systemRandom }),
    csr: writeCertificateRequest,
    clock: systemClock,
    random: systemRandom,
    pid: process.pid,
    draft: (deed, object, detail, result = 'done') => ({
      at: systemClock.now(),
      actor: 'admin',
      account: null,
      origin: 'window',
      host: 'desk',
      deed,
      object,
      detail,
      result,
    }),
    organisation: () => 'Riverside School',
    endpoint: () => endpoint,
    unregistered: async () => undefined,
    changed: () => undefined,
    log: () => undefined,
  });
}
