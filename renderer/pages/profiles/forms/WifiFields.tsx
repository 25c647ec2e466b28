import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Box, Secret, Text } from './fields';
import { keepsPassword } from './problems';
import type { ProfileFormModel } from './use-profile-form';

const SECURITIES = ['wpa2', 'wpa3', 'any', 'none'] as const;

/** A Wi-Fi network. */
export function WifiFields({ form }: { form: ProfileFormModel }) {
  const { t } = useTranslation('profiles');
  const { draft, type, kept } = form;
  return (
    <>
      <Text form={form} field="ssid" hint />
      <Select
        label={t('field.security')}
        value={draft.security}
        allowDeselect={false}
        data={SECURITIES.map((value) => ({ value, label: t(`security.${value}`) }))}
        onChange={(value) => type('security', SECURITIES.find((one) => one === value) ?? 'wpa2')}
      />
      {draft.security !== 'none' && (
        <Secret form={form} field="password" kept={keepsPassword('wifi', kept?.form ?? null)} />
      )}
      <Box form={form} field="autoJoin" />
      <Box form={form} field="hidden" hint={t('hint.hidden')} />
    </>
  );
}
