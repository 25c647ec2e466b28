import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LinkButton } from '../parts/LinkButton';
import { Addresses } from './Addresses';
import { ClientFields } from './ClientFields';
import type { DraftForm } from './draft';
import { StepFrame } from './StepFrame';
import css from './setup.module.css';
import { submitDraft } from './submit';

const GUIDE = ['project', 'api', 'consent', 'create', 'paste'] as const;

interface OwnClientProps {
  form: DraftForm;
  onBack: () => void;
  onSubmit: () => void;
}

/** How to make an OAuth client of one's own, and the fields for its id and secret. */
export function OwnClient({ form, onBack, onSubmit }: OwnClientProps) {
  const { t } = useTranslation('google');
  return (
    <form noValidate onSubmit={submitDraft(form, onSubmit)}>
      <StepFrame
        title={t('client.title')}
        intro={t('client.intro')}
        onBack={onBack}
        next={
          <Button type="submit" variant="filled">
            {t('client.submit')}
          </Button>
        }
      >
        <h4 className={css.partTitle}>{t('client.guideTitle')}</h4>
        <ol className={css.guide}>
          {GUIDE.map((line) => (
            <li key={line}>{t(`client.guide.${line}`)}</li>
          ))}
        </ol>
        <div className={css.links}>
          <LinkButton link="google-clients">{t('client.openClients')}</LinkButton>
          <LinkButton link="google-api">{t('client.openApi')}</LinkButton>
        </div>
        <ClientFields form={form} />
        <Addresses form={form} />
      </StepFrame>
    </form>
  );
}
