import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { promptForVault } from '../../../components/prompt-for-vault';
import { report } from '../../../components/report';
import { useDiscardPushRequest, useSavePushRequest } from '../../../queries/push';
import { Ago } from '../../google/parts/Ago';
import setup from '../../google/setup/setup.module.css';
import { Confirm } from '../Confirm';
import { tellSaved } from '../tell-saved';
import type { StepProps } from './Guide';
import css from './push.module.css';

interface RequestStepProps extends StepProps {
  /** The renewal is given up. */
  onStop: () => void;
}

/** Makes the key and saves the request for it. */
export function RequestStep({ push: { requestedAt }, renewing, onStop }: RequestStepProps) {
  const { t } = useTranslation('apple');
  const saving = useSavePushRequest();
  const discard = useDiscardPushRequest();
  const failed = (error: unknown) => {
    promptForVault(error);
    report(error);
  };
  const save = () =>
    saving.mutate(undefined, {
      onError: failed,
      onSuccess: (saved) => saved !== null && tellSaved(t('guide.request.saved'), saved),
    });
  const drop = () => discard.mutate(undefined, { onError: failed, onSuccess: onStop });
  return (
    <>
      <h5 className={setup.partTitle}>{t('guide.request.title')}</h5>
      <p>{t('guide.request.text')}</p>
      {requestedAt !== null && (
        <p className={css.made}>
          {t('guide.request.made')} <Ago at={requestedAt} />
        </p>
      )}
      <div className={css.deeds}>
        <Button
          variant={requestedAt === null ? 'filled' : 'default'}
          loading={saving.isPending}
          onClick={save}
        >
          {t(requestedAt === null ? 'guide.request.button' : 'guide.request.again')}
        </Button>
        {requestedAt !== null && (
          <Confirm
            label={t('guide.request.discard')}
            question={t('guide.request.discardText')}
            yes={t('guide.request.discardYes')}
            busy={discard.isPending}
            onYes={drop}
          />
        )}
        {requestedAt === null && renewing && (
          <Button variant="subtle" color="gray" onClick={onStop}>
            {t('guide.stop')}
          </Button>
        )}
      </div>
    </>
  );
}
