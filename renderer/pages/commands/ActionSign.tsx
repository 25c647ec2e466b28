import {
  IconFolderSymlink,
  IconLock,
  IconLockOpen,
  IconPencil,
  IconRefresh,
  IconTrash,
  IconUserMinus,
  IconUserX,
  type TablerIcon,
} from '@tabler/icons-react';
import { type ActionName, isGrave } from '../../../electron/bridge/domain';
import css from './commands.module.css';

const SIGNS: Readonly<Record<ActionName, TablerIcon>> = {
  restart: IconRefresh,
  lost_mode_on: IconLock,
  lost_mode_off: IconLockOpen,
  wipe_users: IconUserX,
  wipe_device: IconTrash,
  deprovision: IconUserMinus,
  move_unit: IconFolderSymlink,
  annotate: IconPencil,
};

/** The sign before an action’s name; red where the action ends a device’s work. */
export function ActionSign({ action, size = 15 }: { action: ActionName; size?: number }) {
  const Sign = SIGNS[action];
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
