import { type ActionName, isGrave } from '../../../electron/bridge/domain';
import { ACTION_ICONS } from '../actions/ActionItems';
import css from './commands.module.css';

/** The sign before an action’s name; red where the action ends a device’s work. */
export function ActionSign({ action, size = 15 }: { action: ActionName; size?: number }) {
  const Sign = ACTION_ICONS[action];
  return (
    <Sign
      className={css.action}
      data-grave={isGrave(action) || undefined}
      size={size}
      stroke={1.6}
      aria-hidden="true"
    />
  );
}
