import { Menu } from '@mantine/core';
import {
  IconArrowsMove,
  IconCertificate,
  IconCertificateOff,
  IconForms,
  IconKey,
  IconLock,
  IconLockOpen,
  IconMapPin,
  IconMapPinOff,
  IconPencil,
  IconPower,
  IconRefresh,
  IconRefreshDot,
  IconTrash,
  IconUnlink,
  IconUserX,
  type TablerIcon,
} from '@tabler/icons-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { ACTION_FAMILIES, type ActionName, familyOf } from '../../../electron/bridge/domain';
import css from './actions.module.css';
import { LAST_ACTIONS, USUAL_ACTIONS } from './fitting';

/** The sign of each action, the same wherever it is offered. */
export const ACTION_ICONS: Record<ActionName, TablerIcon> = {
  restart: IconRefresh,
  lost_mode_on: IconLock,
  lost_mode_off: IconLockOpen,
  move_unit: IconArrowsMove,
  annotate: IconPencil,
  wipe_users: IconUserX,
  wipe_device: IconTrash,
  deprovision: IconUnlink,
  apple_refresh: IconRefreshDot,
  apple_lock: IconLock,
  apple_restart: IconRefresh,
  apple_shut_down: IconPower,
  apple_clear_passcode: IconKey,
  apple_lost_on: IconMapPin,
  apple_lost_off: IconMapPinOff,
  apple_rename: IconForms,
  apple_install_profile: IconCertificate,
  apple_remove_profile: IconCertificateOff,
  apple_retire: IconUnlink,
  apple_erase: IconTrash,
};

interface ActionItemsProps {
  actions: readonly ActionName[];
  onChoose: (action: ActionName) => void;
}

/** The items of a menu of actions: those of every day, then, apart and in red, those that end a device's work. */
export function ActionItems({ actions, onChoose }: ActionItemsProps) {
  const { t } = useTranslation('actions');
  const families = ACTION_FAMILIES.map((family) => ({
    family,
    own: actions.filter((action) => familyOf(action) === family),
  })).filter(({ own }) => own.length > 0);
  return (
    <>
      {families.map(({ family, own }, place) => (
        <Fragment key={family}>
          {place > 0 && <Menu.Divider />}
          {families.length > 1 && <Menu.Label>{t(`family.${family}`)}</Menu.Label>}
          <FamilyItems actions={own} onChoose={onChoose} />
        </Fragment>
      ))}
    </>
  );
}

function FamilyItems({ actions, onChoose }: ActionItemsProps) {
  const usual = USUAL_ACTIONS.filter((action) => actions.includes(action));
  const last = LAST_ACTIONS.filter((action) => actions.includes(action));
  return (
    <>
      {usual.map((action) => (
        <Item key={action} action={action} onChoose={onChoose} />
      ))}
      {usual.length > 0 && last.length > 0 && <Menu.Divider />}
      {last.map((action) => (
        <Item key={action} action={action} onChoose={onChoose} last />
      ))}
    </>
  );
}

interface ItemProps {
  action: ActionName;
  onChoose: (action: ActionName) => void;
  last?: boolean;
}

function Item({ action, onChoose, last = false }: ItemProps) {
  const { t } = useTranslation('actions');
  const Icon = ACTION_ICONS[action];
  return (
    <Menu.Item
      className={last ? css.last : undefined}
      leftSection={<Icon size={15} stroke={1.6} aria-hidden />}
      onClick={() => onChoose(action)}
    >
      {t('menu.item', { action: t(`action.${action}`) })}
    </Menu.Item>
  );
}
