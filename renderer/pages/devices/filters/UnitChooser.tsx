import { Switch, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceFilter, Facet } from '../../../../electron/bridge/domain';
import { useOrgUnits } from '../../../queries/devices';
import styles from './filters.module.css';
import { UnitTree } from './UnitTree';
import { ancestorsOf, unitCounts, unitLines } from './unit-tree';

type Chosen = NonNullable<DeviceFilter['orgUnit']>;

interface UnitChooserProps {
  chosen: Chosen | undefined;
  /** How many devices each unit has; absent where that is not told. */
  facets?: readonly Facet[] | undefined;
  onChoose(unit: Chosen): void;
}

/** Chooses an organizational unit in the tree, with or without those below it. */
export function UnitChooser({ chosen, facets, onChoose }: UnitChooserProps) {
  const { t } = useTranslation('devices');
  const units = useOrgUnits();
  const [text, setText] = useState('');
  const [opened, setOpened] = useState<ReadonlySet<string>>(() => atFirstOpen(units, chosen?.id));
  const [withChildren, setWithChildren] = useState(chosen?.withChildren ?? true);
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
        counts={facets === undefined ? null : unitCounts(units, facets, withChildren)}
        chosen={chosen?.id ?? null}
        opened={opened}
        withPath={text.trim() !== ''}
        onChoose={(id) => onChoose({ id, withChildren })}
        onOpen={(id, open) => setOpened((before) => withId(before, id, open))}
      />
      {units.length === 0 && <p className={styles.note}>{t('filter.noUnits')}</p>}
      <Switch
        className={styles.switch}
        checked={withChildren}
        label={t('filter.withChildren')}
        onChange={(event) => {
          const { checked } = event.currentTarget;
          setWithChildren(checked);
          if (chosen !== undefined) onChoose({ id: chosen.id, withChildren: checked });
        }}
      />
    </>
  );
}

function atFirstOpen(units: ReturnType<typeof useOrgUnits>, chosen: string | undefined): ReadonlySet<string> {
  const roots = units.filter(({ parentId }) => parentId === null).map(({ id }) => id);
  return new Set([...roots, ...(chosen === undefined ? [] : ancestorsOf(units, chosen))]);
}

function withId(ids: ReadonlySet<string>, id: string, present: boolean): ReadonlySet<string> {
  const next = new Set(ids);
  if (present) next.add(id);
  else next.delete(id);
  return next;
}
