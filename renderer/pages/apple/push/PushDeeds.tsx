import { Button, Loader } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppleCounts, PushOverview } from '../../../../electron/bridge/domain';
import { promptForVault } from '../../../components/prompt-for-vault';
import { useTrial } from '../../../components/use-trial';
import { errorText } from '../../../i18n';
import { testPush } from '../../../queries/push';
import google from '../../google/connected/connected.module.css';
import { Ago } from '../../google/parts/Ago';
import { Notice } from '../../google/parts/Notice';
import css from './push.module.css';
import { RemoveDialog } from './RemoveDialog';

interface PushDeedsProps {
  push: PushOverview;
  counts: AppleCounts;
  renewing: boolean;
  onRenew: () => void;
}

/** Testing, renewing and removing the certificate in use. */
export function PushDeeds({ push, counts, renewing, onRenew }: PushDeedsProps) {
  const { t } = useTranslation('apple');
  const [removing, setRemoving] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const trial = useTrial<undefined, { at: number }>(
    async (_input, signal) => {
      await testPush(signal);
      return { at: Date.now() };
    },
    (error) => {
      promptForVault(error);
      setFailure(error);
    },
  );
  const test = () => {
    setFailure(null);
    void trial.start(undefined);
  };
  return (
    <>
      <div className={css.deeds}>
        {trial.running ? (
          <>
            <span className={css.running} role="status">
              <Loader size={14} aria-hidden="true" /> {t('push.test.running')}
            </span>
            <Button onClick={trial.forget}>{t('push.test.cancel')}</Button>
          </>
        ) : (
          <Button onClick={test}>{t('push.test.button')}</Button>
        )}
        {!renewing && <Button onClick={onRenew}>{t('push.renew')}</Button>}
        <Button className={google.delete} onClick={() => setRemoving(true)}>
          {t('push.remove')}
        </Button>
      </div>
      {trial.result !== null && (
        <p className={css.works} role="status">
          <IconCircleCheck size={16} aria-hidden="true" />
          <span>
            {t('push.test.works')} · <Ago at={trial.result.at} />
          </span>
        </p>
      )}
      {failure !== null && (
        <Notice tone="bad" title={t('push.test.failed')} live>
          {errorText(failure)}
        </Notice>
      )}
      {removing && <RemoveDialog push={push} counts={counts} onClose={() => setRemoving(false)} />}
    </>
  );
}
