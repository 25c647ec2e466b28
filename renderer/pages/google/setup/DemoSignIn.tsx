import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { GOOGLE_SCOPES } from '../../../../electron/bridge/domain';
import { scopeName } from '../health';
import { StepFrame } from './StepFrame';
import css from './setup.module.css';

/** The demo organisation brings its own client: there is nothing to type. */
export function DemoSignIn({ onBack, onSubmit }: { onBack: () => void; onSubmit: () => void }) {
  const { t } = useTranslation('google');
  return (
    <StepFrame
      title={t('client.demoTitle')}
      intro={t('client.demoText')}
      onBack={onBack}
      next={
        <Button variant="filled" onClick={onSubmit}>
          {t('client.submit')}
        </Button>
      }
    >
      <div className={css.asks}>
        <strong>{t('client.asks')}</strong>
        <ul>
          {GOOGLE_SCOPES.map((scope) => (
            <li key={scope}>
              <IconCheck size={14} aria-hidden="true" />
              {t(`scopes.${scopeName(scope)}`)}
            </li>
          ))}
        </ul>
      </div>
    </StepFrame>
  );
}
