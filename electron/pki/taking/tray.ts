import { MusterError } from '../../model/errors.ts';
import { type Part, type PickedFile, partsOf, unreadable } from './parts.ts';

const MOST_FILES = 20;

/**
 * Picked files, in memory until they are taken in. A newer choice replaces an older one, so that no key stays behind.
 */
export function createTray() {
  let held: { handle: string; parts: Part[] } | null = null;
  return {
    /** Throws certificate_unreadable. */
    put(handle: string, files: readonly PickedFile[]): { needsPassword: boolean } {
      held = null;
      const [first] = files;
      if (first === undefined || files.length > MOST_FILES) {
        throw unreadable(first?.name ?? '', `${files.length} files are no choice`);
      }
      const parts = files.flatMap(partsOf);
      if (!parts.some(({ kind }) => kind === 'pfx' || kind === 'certificate')) {
        throw unreadable(files.map(({ name }) => name).join(', '), 'there is no certificate, only a key');
      }
      held = { handle, parts };
      return { needsPassword: parts.some(({ kind }) => kind === 'pfx' || kind.endsWith('locked key')) };
    },
    /** Throws `not_found`: they were taken in already, or others were picked since. */
    look(handle: string): Part[] {
      if (held?.handle !== handle) throw new MusterError('not_found');
      return held.parts;
    },
    clear(handle: string): void {
      if (held?.handle === handle) held = null;
    },
  };
}
