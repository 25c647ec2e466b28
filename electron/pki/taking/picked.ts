import type { PickedCertificate } from '../../model/certificate.ts';
import type { Clock, Random } from '../../model/ports.ts';
import type { Material } from './material.ts';
import type { PickedFile } from './parts.ts';
import { createTray } from './tray.ts';

/** Files an admin picked that are opened by others than the authority. */
export interface PickedFiles {
  /** Keeps them in memory; a newer choice replaces them. Throws `certificate_unreadable`. */
  pick(files: readonly PickedFile[]): PickedCertificate;
  /** Throws `not_found` for a choice that was replaced since, certificate_wrong_password, certificate_unreadable. */
  open(handle: string, password: string | null): Promise<Material>;
  clear(handle: string): void;
}

/** Reads what was picked when it is opened: what that takes is loaded then. */
export function createPickedFiles({ clock, random }: { clock: Clock; random: Random }): PickedFiles {
  const tray = createTray();
  return {
    pick: (files) => {
      const handle = random.uuid(clock.now());
      const { needsPassword } = tray.put(handle, files);
      return { handle, names: files.map(({ name }) => name), needsPassword };
    },
    open: async (handle, password) => {
      const parts = tray.look(handle);
      const { openParts } = await import('./material.ts');
      return await openParts(parts, password);
    },
    clear: tray.clear,
  };
}
