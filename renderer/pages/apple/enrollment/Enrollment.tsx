import { Button, Select } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../../../electron/bridge/domain';
import { promptForVault } from '../../../components/prompt-for-vault';
import { useNow } from '../../../components/use-now';
import { useFormat } from '../../../format';
import { errorText } from '../../../i18n';
import { useSaveEnrollment } from '../../../queries/apple';
import { useUsersFound } from '../../../queries/users';
import { navigate } from '../../../stores/route';
import { Notice } from '../../google/parts/Notice';
import { Section } from '../../registration/Section';
import css from '../apple.module.css';
import { DemoDevices } from './DemoDevices';

/** An enrollment profile as a file, for a device whose user does not come by an invitation. */
export function Enrollment({ listening }: { listening: boolean }) {
  const { t } = useTranslation('apple');
  const [user, setUser] = useState<User | null>(null);
  const save = useSaveEnrollment();
  const submit = () => user !== null && save.mutate(user.id, { onError: promptForVault });
  return (
    <div className={css.aside}>
      <Section title={t('enrollment.title')} text={t('enrollment.text')}>
        <div className={css.field}>
          <PersonField
            user={user}
            onChoose={(next) => {
              setUser(next);
              save.reset();
            }}
          />
          <div className={css.buttons}>
            <Button
              leftSection={<IconDownload size={15} stroke={1.6} aria-hidden="true" />}
              disabled={user === null}
              loading={save.isPending}
              onClick={submit}
            >
              {t('enrollment.save')}
            </Button>
            <Button variant="subtle" color="gray" onClick={() => navigate('invitations')}>
              {t('enrollment.invite')}
            </Button>
          </div>
          {save.error !== null && (
            <Notice tone="bad" live>
              {errorText(save.error)}
            </Notice>
          )}
          {save.data != null && <Saved path={save.data.path} until={save.data.until} />}
          {!listening && <p className={css.quiet}>{t('enrollment.closed')}</p>}
        </div>
      </Section>
      <DemoDevices />
    </div>
  );
}

interface PersonFieldProps {
  user: User | null;
  onChoose: (user: User | null) => void;
}

function PersonField({ user, onChoose }: PersonFieldProps) {
  const { t } = useTranslation('apple');
  const [text, setText] = useState('');
  const people = useUsersFound(user === null || text !== user.displayName ? text : '');
  const shown = user === null || people.some(({ id }) => id === user.id) ? people : [user, ...people];
  return (
    <Select
      label={t('enrollment.user')}
      placeholder={t('enrollment.userPlaceholder')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('enrollment.clear') }}
      nothingFoundMessage={t('enrollment.nobody')}
      value={user?.id ?? null}
      searchValue={text}
      onSearchChange={setText}
      filter={({ options }) => options}
      data={shown.map(({ id, displayName, userName, email }) => ({
        value: id,
        label: displayName === '' ? userName : `${displayName} · ${email ?? userName}`,
      }))}
      onChange={(id) => onChoose(shown.find((person) => person.id === id) ?? null)}
    />
  );
}

/** How long a file that was just saved can be installed, counted down. */
function Saved({ path, until }: { path: string; until: number }) {
  const { t } = useTranslation('apple');
  const format = useFormat();
  const now = useNow(1000);
  const over = now >= until;
  return (
    <Notice tone={over ? 'warn' : 'info'} title={t(over ? 'enrollment.over' : 'enrollment.saved')}>
      <span>
        {over
          ? t('enrollment.overText')
          : t('enrollment.until', { time: format.time(until), left: format.duration(until - now) })}
      </span>
      <bdi className={`mono ${css.path}`}>{path}</bdi>
    </Notice>
  );
}
