import { Button } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { GOOGLE_SCOPES } from '../../../../electron/bridge/domain';
import { useDelegationGuide } from '../../../queries/google';
import { CopyField } from '../parts/CopyField';
import { LinkButton } from '../parts/LinkButton';
import { Addresses } from './Addresses';
import type { DraftForm } from './draft';
import { KeyPicker } from './KeyPicker';
import { StepFrame } from './StepFrame';
import { SubjectField } from './SubjectField';
import css from './setup.module.css';
import { submitDraft } from './submit';

const CLICKS = ['security', 'access', 'controls', 'manage', 'add'] as const;

interface GuidedDelegationProps {
  form: DraftForm;
  onBack: () => void;
  onSubmit: () => void;
}

/** From no service account to a checked delegation: make the key, paste two values, name the admin. */
export function GuidedDelegation({ form, onBack, onSubmit }: GuidedDelegationProps) {
  const { t } = useTranslation('google');
  return (
    <form noValidate onSubmit={submitDraft(form, onSubmit)}>
      <StepFrame
        title={t('delegation.title')}
        onBack={onBack}
        next={
          <Button type="submit" variant="filled">
            {t('key.check')}
          </Button>
        }
      >
        <ol className={css.parts}>
          <li>
            <h4 className={css.partTitle}>{t('delegation.keyTitle')}</h4>
            <p>{t('delegation.keyText')}</p>
            <KeyPicker form={form} />
          </li>
          <li>
            <h4 className={css.partTitle}>{t('delegation.addTitle')}</h4>
            <p>{t('delegation.addText')}</p>
            <ClickPath />
            <ValuesToPaste keyHandle={form.getValues().keyFile?.keyHandle ?? null} />
          </li>
          <li>
            <h4 className={css.partTitle}>{t('delegation.checkTitle')}</h4>
            <p>{t('delegation.checkText')}</p>
            <SubjectField form={form} />
          </li>
        </ol>
        <Addresses form={form} />
      </StepFrame>
    </form>
  );
}

/** Where to click in the Admin console, in order. */
function ClickPath() {
  const { t } = useTranslation('google');
  return (
    <p className={css.clicks}>
      {CLICKS.map((click, index) => (
        <Fragment key={click}>
          {index === 0 ? null : <IconChevronRight size={13} aria-hidden="true" />}
          <b>{t(`delegation.path.${click}`)}</b>
        </Fragment>
      ))}
    </p>
  );
}

function ValuesToPaste({ keyHandle }: { keyHandle: string | null }) {
  const { t } = useTranslation('google');
  const guide = useDelegationGuide(keyHandle);
  return (
    <div className={css.values}>
      <CopyField
        label={t('delegation.clientId')}
        value={guide.data?.clientId ?? null}
        placeholder={t('delegation.clientIdPending')}
      />
      <CopyField label={t('delegation.scopes')} value={guide.data?.scopes ?? GOOGLE_SCOPES.join(',')} />
      <div className={css.launch}>
        <LinkButton link="google-delegation">{t('delegation.launch')}</LinkButton>
        <span>{t('delegation.launchHint')}</span>
      </div>
    </div>
  );
}
