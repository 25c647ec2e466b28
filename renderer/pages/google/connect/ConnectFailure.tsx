import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isMusterError } from '../../../../electron/bridge/domain';
import { errorText } from '../../../i18n';
import { scopeName } from '../health';
import { LinkButton } from '../parts/LinkButton';
import { Notice } from '../parts/Notice';
import { useFirstFocus } from '../parts/use-first-focus';
import css from './connect.module.css';
import { failureLink, missingScopes } from './failure';

interface ConnectFailureProps {
  error: unknown;
  onRetry: () => void;
  onChange: () => void;
  onOtherWay?: (() => void) | undefined;
}

/** Why Google was not connected, and every way out there is. */
export function ConnectFailure({ error, onRetry, onChange, onOtherWay }: ConnectFailureProps) {
  const { t } = useTranslation('google');
  const retry = useFirstFocus<HTMLButtonElement>();
  const link = failureLink(error);
  const cancelled = isMusterError(error, 'cancelled');
  const missing = missingScopes(error);
  return (
    <div className={css.progress}>
      <Notice tone={cancelled ? 'info' : 'bad'} title={cancelled ? undefined : t('authorize.failed')} live>
        {cancelled ? t('authorize.cancelled') : null}
        {cancelled || missing.length > 0 ? null : errorText(error)}
        <MissingScopes scopes={missing} />
      </Notice>
      <div className={css.actions}>
        <Button variant="filled" onClick={onRetry} ref={retry}>
          {t('authorize.retry')}
        </Button>
        {link === null ? null : <LinkButton link={link.link}>{t(link.text)}</LinkButton>}
        <Button onClick={onChange}>{t('authorize.change')}</Button>
        {onOtherWay === undefined ? null : (
          <Button variant="subtle" color="gray" onClick={onOtherWay}>
            {t('authorize.otherWay')}
          </Button>
        )}
      </div>
    </div>
  );
}

function MissingScopes({ scopes }: { scopes: readonly string[] }) {
  const { t } = useTranslation('google');
  if (scopes.length === 0) return null;
  return (
    <div className={css.missing}>
      <span>{t('authorize.missing')}</span>
      <ul>
        {scopes.map((scope) => {
          const name = scopeName(scope);
          return (
            <li key={scope}>
              <strong>{t(`scopes.${name}`, { scope })}</strong>
              {name === 'other' ? null : <span>{t(`scopes.without.${name}`)}</span>}
            </li>
          );
        })}
      </ul>
      <span>{t('authorize.missingWay')}</span>
    </div>
  );
}
