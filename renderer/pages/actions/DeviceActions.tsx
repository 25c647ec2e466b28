import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ActionName, Device } from '../../../electron/bridge/domain';
import { useDeviceDetail } from '../../queries/devices';
import { useGoogleOverview } from '../../queries/google';
import { ACTION_ICONS, ActionItems } from './ActionItems';
import { actOnDevice } from './act-on-device';
import css from './actions.module.css';
import { fittingActions } from './fitting';

/** So many have a button of their own, the others share a menu. */
const BUTTONS: readonly ActionName[] = [
  'lost_mode_off',
  'restart',
  'lost_mode_on',
  'apple_lost_off',
  'apple_refresh',
  'apple_lock',
];

/** What can be done with the open device. What does not fit its state is not offered, and the menu says why. */
export function DeviceActions({ device }: { device: Device }) {
  const { t } = useTranslation('actions');
  const detail = useDeviceDetail(device.id);
  const google = useGoogleOverview().data != null;
  const { actions, barred } = fittingActions(device);
  if (device.platform === 'chromeos' && !google) return null;
  if (actions.length === 0)
    return barred === 'not_managed' ? <p className={css.noActions}>{t('menu.notManaged')}</p> : null;
  const choose = (action: ActionName) => actOnDevice(action, device, detail?.document);
  const buttons = BUTTONS.filter((action) => actions.includes(action));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be a form's part
    <div className={css.deviceActions} role="group" aria-label={t('menu.deviceLabel')}>
      {buttons.map((action) => {
        const Icon = ACTION_ICONS[action];
        return (
          <Button
            key={action}
            variant={action === 'lost_mode_off' || action === 'apple_lost_off' ? 'filled' : 'default'}
            leftSection={<Icon size={14} stroke={1.6} aria-hidden />}
            onClick={() => choose(action)}
          >
            {t('menu.item', { action: t(`action.${action}`) })}
          </Button>
        );
      })}
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" aria-label={t('menu.more')} title={t('menu.more')}>
            <IconDots size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <ActionItems actions={actions.filter((action) => !buttons.includes(action))} onChoose={choose} />
          {barred === 'in_lost_mode' && (
            <Menu.Label className={css.barred}>{t('menu.inLostMode')}</Menu.Label>
          )}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
