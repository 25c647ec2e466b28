import type { PreflightResult } from '../../../../electron/bridge/domain';

/** Where what a check found is mended: a key of `preflight.go.`. */
export type Way = 'on' | 'where' | 'name' | 'certificate' | 'root' | 'mail' | 'copy';

const WAYS: Readonly<Record<string, Way>> = {
  listenerOn: 'on',
  listenerInterface: 'where',
  nameChoose: 'name',
  nameEnter: 'name',
  nameInterface: 'where',
  nameForward: 'name',
  certificateNew: 'certificate',
  certificateName: 'certificate',
  certificateTrust: 'root',
  certificateChain: 'certificate',
  mailSet: 'mail',
  mailSecure: 'mail',
  reachPhone: 'copy',
  reachProxy: 'name',
  reachOutside: 'copy',
};

/** The way to mend what was found; null when it is mended outside of Muster, or not at all. */
export function wayOf({ mend }: Pick<PreflightResult, 'mend'>): Way | null {
  return mend === null ? null : (WAYS[mend] ?? null);
}

/** The part of the page a way leads to, and the field in it that wants the focus. */
export const TARGETS = {
  where: { section: 'where', field: 'host' },
  name: { section: 'where', field: 'publicName' },
  certificate: { section: 'certificate', field: null },
} as const;
