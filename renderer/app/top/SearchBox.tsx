import { CloseButton, Input } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { navigate, useRoute } from '../../stores/route';
import { useSearch } from '../../stores/search';
import { PAGE_ID } from '../use-kept-focus';
import { SEARCH_BOX_ID } from '../use-keys';
import css from './top.module.css';

/** Searches the fleet as one types; on another page the first letter opens the Devices page. ↓ goes to what was found. */
export function SearchBox() {
  const { t } = useTranslation('common');
  const text = useSearch((state) => state.text);
  const type = (value: string) => {
    useSearch.setState({ text: value });
    if (value !== '' && useRoute.getState().page !== 'devices') navigate('devices');
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      if (text === '') focusPage();
      else type('');
    } else if (event.key === 'ArrowDown' || event.key === 'Enter') {
      event.preventDefault();
      focusPage();
    }
  };
  return (
    <Input
      id={SEARCH_BOX_ID}
      className={css.search}
      role="searchbox"
      aria-label={t('search.label')}
      aria-keyshortcuts="/"
      placeholder={t('search.placeholder')}
      value={text}
      maxLength={200}
      spellCheck={false}
      autoComplete="off"
      leftSection={<IconSearch size={15} aria-hidden="true" />}
      leftSectionWidth={32}
      rightSectionPointerEvents="all"
      rightSection={
        text === '' ? (
          <kbd>/</kbd>
        ) : (
          <CloseButton size="xs" aria-label={t('search.clear')} onClick={() => type('')} />
        )
      }
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  );
}

/** Leaves the box for the page: for its table where it has one. */
function focusPage(): void {
  const page = document.getElementById(PAGE_ID);
  const table = page?.querySelector<HTMLElement>('[role=grid]');
  (table ?? page)?.focus();
}
