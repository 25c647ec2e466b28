import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RegistrationSettings } from '../../../electron/bridge/domain';
import { RegistrationNumber } from './RegistrationNumber';
import { USUAL_DEVICE_LIMIT } from './registration-fields';
import { Row } from './Section';
import { useChangeOfRegistration } from './use-change-registration';

/** How many devices a user may have: any number, or so many. */
export function RegistrationLimit({ settings }: { settings: RegistrationSettings }) {
  const { t } = useTranslation('registration');
  const { apply } = useChangeOfRegistration();
  const isLimited = settings.deviceLimit !== null;
  const label = t('settings.deviceLimit.on');
  return (
    <>
      <Row
        label={label}
        text={isLimited ? undefined : t('settings.deviceLimit.none')}
        controlId="registration-limited"
      >
        <Switch
          id="registration-limited"
          checked={isLimited}
          onChange={(event) =>
            apply({ deviceLimit: event.currentTarget.checked ? USUAL_DEVICE_LIMIT : null }, label)
          }
        />
      </Row>
      {isLimited && <RegistrationNumber field="deviceLimit" settings={settings} />}
    </>
  );
}
