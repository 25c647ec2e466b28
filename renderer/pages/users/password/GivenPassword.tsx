import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../../../electron/bridge/domain';
import { call } from '../../../bridge';
import { report } from '../../../components/report';
import { useFormat } from '../../../format';
import { closeTemporaryPassword } from '../../../stores/temporary-password';
import { nameOf } from '../table/cell-text';
import css from './password.module.css';

interface GivenPasswordProps {
  user: User;
  password: string;
  /** Ms UTC. */
  until: number;
}

/** A temporary password on screen, this once. */
export function GivenPassword({ user, password, until }: GivenPasswordProps) {
  const { t } = useTranslation('registration');
  const format = useFormat();
  const done = useRef<HTMLButtonElement>(null);
  useEffect(() => done.current?.focus(), []);
  const copy = () =>
    call('app.copy', { text: password }).then(
      () => notifications.show({ message: t('password.copied'), autoClose: 2000 }),
      report,
    );
  return (
    <div className={css.dialog}>
      <p>{t('password.of', { name: nameOf(user) })}</p>
      <p className={css.password} role="status">
        {password}
      </p>
      <p className={css.quiet}>
        {t('password.until', { date: format.date(until), time: format.time(until) })}
      </p>
      <div className={css.buttons}>
        <Button onClick={() => void copy()}>{t('password.copy')}</Button>
        <Button ref={done} variant="filled" onClick={closeTemporaryPassword}>
          {t('password.done')}
        </Button>
      </div>
    </div>
  );
}
