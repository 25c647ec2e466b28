import { Button } from '@mantine/core';
import { IconMailForward } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format';
import { useUserCount } from '../../queries/users';
import { openInvite } from '../../stores/invite';
import { navigate } from '../../stores/route';
import { Empty } from '../activity/parts/Empty';
import begin from '../users/users.module.css';
import css from './invitations.module.css';
import { Obstacles, useObstacles } from './invite/Obstacles';
import { showEveryInvitation } from './state/view';

/** No invitation fits the search and the filters. */
export function NothingFound() {
  const { t } = useTranslation('invitations');
  return (
    <Empty
      icon={IconMailForward}
      title={t('filter.nothing.title')}
      text={t('filter.nothing.text')}
      action={{ label: t('filter.nothing.action'), run: showEveryInvitation }}
    />
  );
}

/** What an invitation is, what it needs, and how to make one. */
export function NoInvitations() {
  const { t } = useTranslation('invitations');
  const format = useFormat();
  const users = useUserCount();
  const obstacles = useObstacles();
  return (
    <div className={begin.begin}>
      <div className={begin.beginText}>
        <IconMailForward size={28} stroke={1.3} aria-hidden="true" />
        <h2>{t('empty.title')}</h2>
        <p>{t('empty.text')}</p>
        {users === 0 ? (
          <div className={css.begin}>
            <p>{t('empty.noUsers')}</p>
            <Button variant="filled" onClick={() => navigate('users')}>
              {t('empty.addUsers')}
            </Button>
          </div>
        ) : (
          <div className={css.begin}>
            <Button variant="filled" onClick={() => navigate('users')}>
              {t('empty.pick')}
            </Button>
            {users !== null && (
              <Button onClick={() => openInvite({ kind: 'question', question: null })}>
                {t('empty.everybody', { count: users, n: format.number(users) })}
              </Button>
            )}
          </div>
        )}
        <Obstacles obstacles={obstacles} />
      </div>
    </div>
  );
}
