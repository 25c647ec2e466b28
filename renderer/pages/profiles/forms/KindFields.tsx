import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProfileKind } from '../../../../electron/bridge/domain';
import ldap from '../../ldap/ldap.module.css';
import { CertificateFields } from './CertificateFields';
import { PasscodeFields } from './PasscodeFields';
import { RestrictionsFields } from './RestrictionsFields';
import type { ProfileFormModel } from './use-profile-form';
import { VpnFields } from './VpnFields';
import { WifiFields } from './WifiFields';

const FIELDS: Readonly<Record<ProfileKind, (props: { form: ProfileFormModel }) => ReactNode>> = {
  wifi: WifiFields,
  passcode: PasscodeFields,
  restrictions: RestrictionsFields,
  certificate: CertificateFields,
  vpn: VpnFields,
};

/** What a profile of this kind asks for. */
export function KindFields({ form }: { form: ProfileFormModel }) {
  const { t } = useTranslation('profiles');
  const Fields = FIELDS[form.kind];
  return (
    <fieldset className={ldap.group}>
      <legend>{t(`kind.${form.kind}`)}</legend>
      <Fields form={form} />
    </fieldset>
  );
}
