import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PickedCertificate } from '../../../../electron/bridge/domain';
import { report } from '../../../components/report';
import { usePickPushFiles } from '../../../queries/push';
import setup from '../../google/setup/setup.module.css';
import type { StepProps } from './Guide';
import { VendorDialog } from './VendorDialog';

const WAYS = ['own', 'other'] as const;

/** Who signs the request: an own vendor certificate, right here, or somebody else. */
export function VendorStep({ push: { requestedAt } }: Pick<StepProps, 'push'>) {
  const { t } = useTranslation('apple');
  const pick = usePickPushFiles();
  const [way, setWay] = useState<(typeof WAYS)[number]>('own');
  const [picked, setPicked] = useState<PickedCertificate | null>(null);
  const choose = () =>
    pick.mutate(undefined, { onError: report, onSuccess: (files) => files !== null && setPicked(files) });
  return (
    <>
      <h5 className={setup.partTitle}>{t('guide.vendor.title')}</h5>
      <p>{t('guide.vendor.text')}</p>
      <fieldset className={setup.ways}>
        <legend className="visually-hidden">{t('guide.vendor.title')}</legend>
        {WAYS.map((name) => (
          <label key={name} className={setup.way} data-checked={name === way}>
            <input
              type="radio"
              name="vendor"
              value={name}
              checked={name === way}
              onChange={() => setWay(name)}
            />
            <span className={setup.wayText}>
              <span className={setup.wayTitle}>{t(`guide.vendor.${name}.title`)}</span>
              <span>{t(`guide.vendor.${name}.text`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {way === 'own' && (
        <div>
          <Button disabled={requestedAt === null} loading={pick.isPending} onClick={choose}>
            {t('guide.vendor.button')}
          </Button>
        </div>
      )}
      {picked !== null && (
        <VendorDialog
          key={picked.handle}
          picked={picked}
          choosing={pick.isPending}
          onChoose={choose}
          onClose={() => setPicked(null)}
        />
      )}
    </>
  );
}
