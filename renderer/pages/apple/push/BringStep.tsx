import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppleCounts, PickedCertificate, PushOverview } from '../../../../electron/bridge/domain';
import { report } from '../../../components/report';
import { usePickPushFiles } from '../../../queries/push';
import setup from '../../google/setup/setup.module.css';
import { hasCertificate } from '../standing';
import { BringDialog } from './BringDialog';

interface BringStepProps {
  push: PushOverview;
  counts: AppleCounts;
  onDone: () => void;
}

/** Takes in the certificate that Apple gave, or one that was in use elsewhere, with its key. */
export function BringStep({ push, counts, onDone }: BringStepProps) {
  const { t } = useTranslation('apple');
  const pick = usePickPushFiles();
  const [picked, setPicked] = useState<PickedCertificate | null>(null);
  const choose = () =>
    pick.mutate(undefined, { onError: report, onSuccess: (files) => files !== null && setPicked(files) });
  const requested = push.requestedAt !== null;
  return (
    <>
      <h5 className={setup.partTitle}>{t('guide.bring.title')}</h5>
      <p>{t(`guide.bring.${requested ? 'text' : hasCertificate(push) ? 'renewed' : 'elsewhere'}`)}</p>
      <div>
        <Button variant={requested ? 'filled' : 'default'} loading={pick.isPending} onClick={choose}>
          {t('guide.bring.button')}
        </Button>
      </div>
      {picked !== null && (
        <BringDialog
          key={picked.handle}
          picked={picked}
          push={push}
          counts={counts}
          choosing={pick.isPending}
          onChoose={choose}
          onClose={() => setPicked(null)}
          onDone={onDone}
        />
      )}
    </>
  );
}
