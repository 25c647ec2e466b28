import { IconAlertTriangle, IconDoorEnter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format';
import { addressesOf } from '../../pages/registration/exposed/visitors';
import { useListener } from '../../queries/listener';
import { formatRoute } from '../../stores/route';
import css from './top.module.css';

/** While others can connect to this computer: “Registration open · 2 connected”; and when they should, but cannot. */
export function RegistrationSign() {
  const { t } = useTranslation('registration');
  const format = useFormat();
  const overview = useListener().data;
  if (overview === undefined) return null;
  const { state, connected } = overview;
  if (state.kind === 'off' || state.kind === 'starting') return null;
  const isOn = state.kind === 'on';
  const failed = state.kind === 'failed';
  const count = addressesOf(connected);
  const Icon = failed ? IconAlertTriangle : IconDoorEnter;
  return (
    <a
      className={css.sign}
      data-failed={failed || undefined}
      href={formatRoute({ page: 'registration', params: {} })}
      draggable={false}
    >
      <Icon size={15} stroke={1.8} aria-hidden="true" />
      <span className={css.signText}>
        {t(`sign.${isOn ? 'open' : state.kind}`)}
        {isOn && count > 0 && ' ·'}
      </span>
      {isOn && count > 0 && <span>{t('sign.connected', { count, n: format.number(count) })}</span>}
    </a>
  );
}
