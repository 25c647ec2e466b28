import { Switch, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FleetAtInput } from '../../../../electron/bridge/domain';
import { useOrgUnits } from '../../../queries/devices';
import styles from '../../devices/filters/filters.module.css';
import { UnitTree } from '../../devices/filters/UnitTree';
import { ancestorsOf, unitLines } from '../../devices/filters/unit-tree';
import { setParams } from '../state/place';

/** Chooses an organizational unit in the tree, with or without those below it. */
export function UnitPicker({ chosen }: { chosen: FleetAtInput['filter']['orgUnit'] }) {
  const { t } = useTranslation('devices');
  const units = useOrgUnits();
  const [text, setText] = useState('');
  const [opened, setOpened] = useState<ReadonlySet<string>>(() => {
    const roots = units.filter(({ parentId }) => parentId === null).map(({ id }) => id);
    return new Set([...roots, ...(chosen === undefined ? [] : ancestorsOf(units, chosen.id))]);
  });
  const [withChildren, setWithChildren] = useState(chosen?.withChildren ?? true);
  const choose = (unit: string, below = withChildren) => setParams({ unit, below: below ? undefined : 'no' });
  const open = (id: string, isOpen: boolean) =>
    setOpened((before) => new Set(isOpen ? [...before, id] : [...before].filter((other) => other !== id)));
  return (
    <>
      <TextInput
        data-autofocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        placeholder={t('filter.search.orgUnit')}
        aria-label={t('filter.search.orgUnit')}
        leftSection={<IconSearch size={14} aria-hidden />}
      />
      <UnitTree
        lines={unitLines(units, opened, text)}
        counts={null}
        chosen={chosen?.id ?? null}
        opened={opened}
        withPath={text.trim() !== ''}
        onChoose={choose}
        onOpen={open}
      />
      {units.length === 0 && <p className={styles.note}>{t('filter.noUnits')}</p>}
      <Switch
        className={styles.switch}
        checked={withChildren}
        label={t('filter.withChildren')}
        onChange={(event) => {
          setWithChildren(event.currentTarget.checked);
          if (chosen !== undefined) choose(chosen.id, event.currentTarget.checked);
        }}
      />
    </>
  );
}
