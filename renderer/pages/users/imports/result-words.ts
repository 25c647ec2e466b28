import type { TFunction } from 'i18next';
import type { ImportResult } from '../../../../electron/bridge/domain';
import type { Format } from '../../../format';

const COUNTS = ['added', 'changed', 'joined', 'gone'] as const;

/** What an import did, in words: “240 added · 3 changed”. `t` speaks the namespace `users`. */
export function resultWords(result: ImportResult, t: TFunction, format: Format): string {
  const done = COUNTS.flatMap((name) => {
    const count = result[name] ?? 0;
    return count === 0 ? [] : [t(`users:import.${name}`, { count, n: format.number(count) })];
  });
  const { seen, leftOut, skipped = 0, source } = result;
  if (done.length === 0) done.push(t('users:import.same', { count: seen, n: format.number(seen) }));
  if (leftOut > 0)
    done.push(
      t(`users:import.${source === 'csv' ? 'leftOutLines' : 'leftOut'}`, {
        count: leftOut,
        n: format.number(leftOut),
      }),
    );
  if (skipped > 0) done.push(t('users:import.skipped', { count: skipped, n: format.number(skipped) }));
  return done.join(' · ');
}

/** True when somebody should look: some were not taken, or so many are missing that nobody was let go. */
export function needsLook({ leftOut, held, source }: ImportResult): boolean {
  return held !== null || (leftOut > 0 && source !== 'csv');
}
