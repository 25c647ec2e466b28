import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFacets } from '../../../queries/devices';
import { CheckList } from '../../devices/filters/CheckList';
import { facetOptions, optionsFound, versionOptions } from '../../devices/filters/facet-options';
import styles from '../../devices/filters/filters.module.css';

const MOST_SHOWN = 200;

interface ValuePickerProps {
  name: 'model' | 'osVersion';
  chosen: readonly string[];
  onChange(chosen: string[]): void;
}

/**
 * Chooses models or OS versions among those of today's fleet, archived devices included; one that only the past had
 * can be typed.
 */
export function ValuePicker({ name, chosen, onChange }: ValuePickerProps) {
  const { t } = useTranslation('devices');
  const [text, setText] = useState('');
  const facets = useFacets(name, {}) ?? [];
  const known = name === 'osVersion' ? versionOptions(facets, chosen) : facetOptions(facets, chosen);
  const found = optionsFound(known, text);
  const typed = text.trim();
  const isNew = typed !== '' && !known.some(({ value }) => value === typed);
  const options = [
    ...(isNew ? [{ value: typed, label: typed, count: null }] : []),
    // How many have the value today says nothing about the past.
    ...found.slice(0, MOST_SHOWN).map((option) => ({ ...option, count: null })),
  ];
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
      <CheckList label={t(`filter.name.${name}`)} options={options} chosen={chosen} onChange={onChange} />
      {found.length > MOST_SHOWN && (
        <p className={styles.note}>{t('filter.moreValues', { count: found.length - MOST_SHOWN })}</p>
      )}
    </>
  );
}
