import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceFilter } from '../../../../electron/bridge/domain';
import { useFacets } from '../../../queries/devices';
import { setFilter, useView } from '../state/view';
import { CheckList } from './CheckList';
import { facetOptions, optionsFound, versionOptions } from './facet-options';
import styles from './filters.module.css';

const MOST_SHOWN = 200;

/** Chooses models or OS versions among those the fleet has, with a search over them. */
export function FacetEditor({ name, filter }: { name: 'model' | 'osVersion'; filter: DeviceFilter }) {
  const { t } = useTranslation('devices');
  const [text, setText] = useState('');
  const chosen = useView((view) => view.filter[name]) ?? [];
  const facets = useFacets(name, filter) ?? [];
  const all = name === 'osVersion' ? versionOptions(facets, chosen) : facetOptions(facets, chosen);
  const found = optionsFound(all, text);
  return (
    <>
      <TextInput
        data-autofocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        placeholder={t(`filter.search.${name}`)}
        aria-label={t(`filter.search.${name}`)}
        leftSection={<IconSearch size={14} aria-hidden />}
      />
      <CheckList
        label={t(`filter.name.${name}`)}
        options={found.slice(0, MOST_SHOWN)}
        chosen={chosen}
        onChange={(values) => setFilter(name, values.length === 0 ? undefined : values)}
      />
      {found.length === 0 && <p className={styles.note}>{t('filter.noValue')}</p>}
      {found.length > MOST_SHOWN && (
        <p className={styles.note}>{t('filter.moreValues', { count: found.length - MOST_SHOWN })}</p>
      )}
    </>
  );
}
