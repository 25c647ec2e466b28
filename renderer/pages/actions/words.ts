import type { TFunction } from 'i18next';
import type { ActionName, ActionSpec } from '../../../electron/bridge/domain';
import type { Format } from '../../format';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const YEAR = 365 * DAY;

/** What will happen, as an order: “Restart 12 devices”. The same words on the button, while it is held, and after. */
export function deedText(action: ActionName, count: number, t: TFunction, format: Format): string {
  return t(`actions:do.${action}`, { count, n: format.number(count) });
}

/** What an action does, in a sentence or two. */
export function doesText(spec: ActionSpec, t: TFunction, format: Format): string {
  switch (spec.action) {
    case 'restart':
      if (spec.delaySeconds === 0) return t('actions:does.restartNow');
      return t('actions:does.restartLater', { delay: spanText(spec.delaySeconds * 1000, t, format) });
    case 'move_unit':
      return t('actions:does.move_unit', { unit: spec.orgUnitPath });
    case 'deprovision':
      return t('actions:does.deprovision', { reason: t(`actions:deprovision.${spec.reason}`) });
    case 'apple_rename':
    case 'apple_install_profile':
      return t(`actions:does.${spec.action}`, { name: spec.name });
    case 'apple_remove_profile':
      return t('actions:does.apple_remove_profile', { name: spec.identifier });
    default:
      return t(`actions:does.${spec.action}`);
  }
}

/** A span that is whole in its unit: “30 s”, “10 minutes”, “180 days”, “5 years”. */
export function spanText(ms: number, t: TFunction, format: Format): string {
  const [unit, size] =
    ms >= YEAR
      ? (['years', YEAR] as const)
      : ms >= DAY
        ? (['days', DAY] as const)
        : (['minutes', MINUTE] as const);
  if (unit === 'minutes' && ms % MINUTE !== 0) return format.duration(ms);
  const count = Math.round(ms / size);
  return t(`actions:span.${unit}`, { count, n: format.number(count) });
}
