import { Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Assignment } from '../../../../electron/bridge/domain';
import { useOrgUnits } from '../../../queries/devices';
import { useProfileDevicesFound } from '../../../queries/profiles';
import { useUsersFound } from '../../../queries/users';
import css from '../profiles.module.css';

/** As many units as the list shows at once. */
const MOST_SHOWN = 50;

interface AddersProps {
  onAdd: (assignment: Assignment) => void;
}

/** Three searches, each adding what is chosen to the list. */
export function Adders({ onAdd }: AddersProps) {
  return (
    <div className={css.adders}>
      <UserAdder onAdd={onAdd} />
      <UnitAdder onAdd={onAdd} />
      <DeviceAdder onAdd={onAdd} />
    </div>
  );
}

function UserAdder({ onAdd }: AddersProps) {
  const [text, setText] = useState('');
  const data = useUsersFound(text).map(({ id, displayName, userName, email }) => ({
    value: id,
    label: displayName === '' ? userName : `${displayName} · ${email ?? userName}`,
  }));
  return (
    <Adder
      name="user"
      text={text}
      onText={setText}
      data={data}
      onChoose={(id) => onAdd({ kind: 'user', id })}
    />
  );
}

function UnitAdder({ onAdd }: AddersProps) {
  const { t } = useTranslation('profiles');
  const [text, setText] = useState('');
  const words = text.trim().toLowerCase();
  const data = useOrgUnits()
    .filter(({ path }) => path.toLowerCase().includes(words))
    .toSorted((one, other) => one.path.localeCompare(other.path))
    .slice(0, MOST_SHOWN)
    .map(({ path }) => ({ value: path, label: path === '/' ? t('assigned.root') : path }));
  return (
    <Adder
      name="unit"
      text={text}
      onText={setText}
      data={data}
      onChoose={(path) => onAdd({ kind: 'unit', path })}
    />
  );
}

function DeviceAdder({ onAdd }: AddersProps) {
  const [text, setText] = useState('');
  const data = useProfileDevicesFound(text).map(({ id, name, serial, providerId, user }) => ({
    value: id,
    label: [name ?? serial ?? providerId, name === null ? null : serial, user].filter(Boolean).join(' · '),
  }));
  return (
    <Adder
      name="device"
      text={text}
      onText={setText}
      data={data}
      onChoose={(id) => onAdd({ kind: 'device', id })}
    />
  );
}

interface AdderProps {
  name: 'user' | 'unit' | 'device';
  text: string;
  onText: (text: string) => void;
  data: { value: string; label: string }[];
  onChoose: (value: string) => void;
}

function Adder({ name, text, onText, data, onChoose }: AdderProps) {
  const { t } = useTranslation('profiles');
  return (
    <Select
      label={t(`assign.add.${name}`)}
      placeholder={t(`assign.search.${name}`)}
      nothingFoundMessage={t('assign.nothing')}
      searchable
      comboboxProps={{ width: 340, position: 'bottom-start' }}
      value={null}
      searchValue={text}
      onSearchChange={onText}
      filter={({ options }) => options}
      data={data}
      onChange={(value) => {
        if (value === null) return;
        onChoose(value);
        onText('');
      }}
    />
  );
}
