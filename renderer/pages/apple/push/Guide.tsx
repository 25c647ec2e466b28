import { useTranslation } from 'react-i18next';
import type { AppleCounts, PushOverview } from '../../../../electron/bridge/domain';
import setup from '../../google/setup/setup.module.css';
import { hasCertificate } from '../standing';
import { BringStep } from './BringStep';
import css from './push.module.css';
import { RequestStep } from './RequestStep';
import { UploadStep } from './UploadStep';
import { VendorStep } from './VendorStep';

export interface StepProps {
  push: PushOverview;
  /** A certificate is in use: this is its renewal. */
  renewing: boolean;
}

interface GuideProps {
  push: PushOverview;
  counts: AppleCounts;
  onDone: () => void;
}

/** From no certificate, or one that ends, to a new one. What waits for the request is there and quiet until it is made. */
export function Guide({ push, counts, onDone }: GuideProps) {
  const { t } = useTranslation('apple');
  const renewing = hasCertificate(push);
  const ahead = push.requestedAt === null || undefined;
  return (
    <section className={css.guide} aria-labelledby="apple-push-guide">
      <h4 id="apple-push-guide">{t(renewing ? 'guide.renewTitle' : 'guide.title')}</h4>
      {renewing && <p className={css.quiet}>{t('guide.renewText')}</p>}
      <ol className={setup.parts}>
        <li>
          <RequestStep push={push} renewing={renewing} onStop={onDone} />
        </li>
        <li data-ahead={ahead}>
          <VendorStep push={push} />
        </li>
        <li data-ahead={ahead}>
          <UploadStep push={push} renewing={renewing} />
        </li>
        <li>
          <BringStep push={push} counts={counts} onDone={onDone} />
        </li>
      </ol>
    </section>
  );
}
