import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppleCounts, PushOverview } from '../../../../electron/bridge/domain';
import { errorText } from '../../../i18n';
import { usePushOverview } from '../../../queries/push';
import { Notice } from '../../google/parts/Notice';
import { Section } from '../../registration/Section';
import { hasCertificate } from '../standing';
import { CertificateFacts } from './CertificateFacts';
import { DemoPush } from './DemoPush';
import { Guide } from './Guide';
import { PushDeeds } from './PushDeeds';
import { PushTrouble } from './PushTrouble';
import css from './push.module.css';
import { Without } from './Without';

/** The push certificate: how to get one, how the one in use stands, and what can be done with it. */
export function Push({ counts }: { counts: AppleCounts }) {
  const { t } = useTranslation('apple');
  const { data, error, refetch } = usePushOverview();
  return (
    <Section title={t('push.title')} id="apple-push" text={t('push.text')}>
      {data !== undefined && <Standing push={data} counts={counts} />}
      {data === undefined && error !== null && (
        <Notice
          tone="bad"
          title={t('push.loadFailed')}
          live
          actions={<Button onClick={() => void refetch()}>{t('tryAgain')}</Button>}
        >
          {errorText(error)}
        </Notice>
      )}
    </Section>
  );
}

interface StandingProps {
  push: PushOverview;
  counts: AppleCounts;
}

function Standing({ push, counts }: StandingProps) {
  const [asked, setAsked] = useState(false);
  const renewing = asked || push.requestedAt !== null;
  if (!hasCertificate(push)) {
    return (
      <div className={css.standing}>
        <Without waiting={counts.waiting} />
        <DemoPush />
        <Guide push={push} counts={counts} onDone={() => setAsked(false)} />
      </div>
    );
  }
  return (
    <div className={css.standing}>
      <PushTrouble push={push} onRenew={() => setAsked(true)} />
      <CertificateFacts push={push} />
      <PushDeeds push={push} counts={counts} renewing={renewing} onRenew={() => setAsked(true)} />
      {renewing && <Guide push={push} counts={counts} onDone={() => setAsked(false)} />}
    </div>
  );
}
