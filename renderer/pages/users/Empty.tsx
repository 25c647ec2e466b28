import { Button } from '@mantine/core';
import {
  IconAddressBook,
  IconBrandGoogle,
  IconFileSpreadsheet,
  IconUserPlus,
  IconUsers,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useImportWork } from '../../stores/import-work';
import { navigate } from '../../stores/route';
import { Empty } from '../activity/parts/Empty';
import { runImport } from './imports/run-import';
import { useSources } from './imports/use-sources';
import { openUsersDialog } from './state/open';
import { showEverybody } from './state/view';
import css from './users.module.css';

/** Nobody fits the search and the filters. */
export function NobodyFound() {
  const { t } = useTranslation('users');
  return (
    <Empty
      icon={IconUsers}
      title={t('filter.nothing.title')}
      text={t('filter.nothing.text')}
      action={{ label: t('filter.nothing.action'), run: showEverybody }}
    />
  );
}

/** What a user is, and the ways to get some. */
export function NoUsers() {
  const { t } = useTranslation('users');
  const sources = useSources();
  const running = useImportWork();
  return (
    <div className={css.begin}>
      <div className={css.beginText}>
        <IconUsers size={28} stroke={1.3} aria-hidden="true" />
        <h2>{t('empty.title')}</h2>
        <p>{t('empty.text')}</p>
        <ul className={css.ways}>
          <Way name="hand" icon={IconUserPlus} act={() => openUsersDialog('add')} />
          <Way name="csv" icon={IconFileSpreadsheet} act={() => openUsersDialog('list')} />
          {(['google', 'ldap'] as const).map((source) => (
            <Way
              key={source}
              name={source}
              icon={source === 'google' ? IconBrandGoogle : IconAddressBook}
              first={sources[source]}
              connect={!sources[source]}
              busy={running[source] !== undefined}
              act={sources[source] ? () => void runImport(source) : () => navigate(source)}
            />
          ))}
        </ul>
      </div>
    </div>
  );
}

interface WayProps {
  name: 'hand' | 'csv' | 'google' | 'ldap';
  icon: TablerIcon;
  act: () => void;
  /** The way that is ready to bring most. */
  first?: boolean;
  /** The directory must be set up first. */
  connect?: boolean;
  busy?: boolean;
}

function Way({ name, icon: Icon, act, first = false, connect = false, busy = false }: WayProps) {
  const { t } = useTranslation('users');
  return (
    <li>
      <Icon size={18} stroke={1.6} aria-hidden="true" />
      <div>
        <h3>{t(`empty.${name}.title`)}</h3>
        <p>{t(`empty.${name}.text`)}</p>
      </div>
      <Button variant={first ? 'filled' : 'default'} loading={busy} onClick={act}>
        {t(connect ? `empty.${name}.connect` : `empty.${name}.action`)}
      </Button>
    </li>
  );
}
