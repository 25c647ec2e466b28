import { useTranslation } from 'react-i18next';
import { CopyField } from '../../google/parts/CopyField';
import { LinkButton } from '../../google/parts/LinkButton';
import setup from '../../google/setup/setup.module.css';
import type { StepProps } from './Guide';

/** Where Apple takes signed requests. */
export const APPLE_PUSH_ADDRESS = 'https://identity.apple.com/pushcert/';

/** What is done at Apple’s site: another thing for a renewal than for the first certificate. */
export function UploadStep({ push: { appleId, topic }, renewing }: StepProps) {
  const { t } = useTranslation('apple');
  return (
    <>
      <h5 className={setup.partTitle}>{t('guide.upload.title')}</h5>
      {renewing ? (
        <p>
          {appleId === null
            ? t('guide.upload.renewUnknown')
            : t('guide.upload.renewWith', { account: appleId })}{' '}
          {t('guide.upload.renew', { topic })}
        </p>
      ) : (
        <p>{t('guide.upload.text')}</p>
      )}
      <CopyField label={t('guide.upload.address')} value={APPLE_PUSH_ADDRESS} />
      <div className={setup.launch}>
        <LinkButton link="apple-push">{t('guide.upload.open')}</LinkButton>
        <span>{t('guide.upload.hint')}</span>
      </div>
    </>
  );
}
