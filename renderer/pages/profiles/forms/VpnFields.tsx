import { Radio } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import css from '../profiles.module.css';
import { Secret, Text } from './fields';
import { keepsPassword, keepsVpnSecret } from './problems';
import type { ProfileFormModel } from './use-profile-form';

const WAYS = ['user', 'secret'] as const;

/** A VPN by IKEv2. */
export function VpnFields({ form }: { form: ProfileFormModel }) {
  const { t } = useTranslation('profiles');
  const { draft, type, kept } = form;
  const before = kept?.form ?? null;
  return (
    <>
      <Text form={form} field="server" hint maxLength={253} />
      <Text form={form} field="remoteId" hint maxLength={253} />
      <Text form={form} field="localId" hint maxLength={253} />
      <Radio.Group
        label={t('field.authentication')}
        value={draft.authentication}
        onChange={(value) => type('authentication', WAYS.find((one) => one === value) ?? 'user')}
      >
        <div className={css.choices}>
          {WAYS.map((way) => (
            <Radio
              key={way}
              value={way}
              label={t(`authentication.${way}`)}
              description={t(`authentication.hint.${way}`)}
            />
          ))}
        </div>
      </Radio.Group>
      {draft.authentication === 'secret' ? (
        <Secret form={form} field="sharedSecret" kept={keepsVpnSecret(draft, before)} />
      ) : (
        <>
          <Text form={form} field="userName" hint maxLength={254} />
          <Secret form={form} field="password" kept={keepsPassword('vpn', before)} />
        </>
      )}
    </>
  );
}
