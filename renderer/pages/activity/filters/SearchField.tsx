import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import css from './filters.module.css';

/** How long typing rests before the rows are asked for, in ms. */
const REST_MS = 180;

interface SearchFieldProps {
  label: string;
  value: string;
  onChange(text: string): void;
}

/** A text to be found in a table's rows; the rows follow as it is typed. */
export function SearchField({ label, value, onChange }: SearchFieldProps) {
  const { t } = useTranslation('activity');
  const [typed, setTyped] = useState(value);
  const told = useRef(value);
  if (told.current !== value) {
    // Set from elsewhere: the filters were removed, or another address was opened.
    told.current = value;
    setTyped(value);
  }
  const tell = useRef(onChange);
  tell.current = onChange;
  useEffect(() => {
    if (typed === told.current) return;
    const timer = setTimeout(() => {
      told.current = typed.trim();
      tell.current(typed.trim());
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <TextInput
      className={css.search}
      role="searchbox"
      aria-label={label}
      placeholder={label}
      maxLength={200}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      leftSection={<IconSearch size={14} stroke={1.7} aria-hidden />}
      rightSection={
        typed !== '' && <CloseButton size="xs" aria-label={t('search.clear')} onClick={() => setTyped('')} />
      }
    />
  );
}
