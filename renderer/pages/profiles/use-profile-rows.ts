import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LibraryProfile } from '../../../electron/bridge/domain';
import { matches } from '../../app/palette/entries';
import { useProfiles } from '../../queries/profiles';
import type { Rows } from '../../queries/rows';
import { typesText } from './words';

const NONE: readonly LibraryProfile[] = [];

/** The profiles in which every typed word is found, by name. */
export function useProfileRows(text: string): Rows<LibraryProfile> {
  const { t, i18n } = useTranslation('profiles');
  const { data, error, refetch } = useProfiles();
  const list = useMemo(() => {
    const found = (data ?? NONE).filter(({ name, description, identifier, types }) =>
      matches({ label: `${name} ${description}`, hint: `${identifier} ${typesText(types, t)}` }, text),
    );
    return found.toSorted((one, other) => one.name.localeCompare(other.name, i18n.language));
  }, [data, text, t, i18n.language]);
  return {
    count: list.length,
    total: data === undefined ? null : list.length,
    row: (index) => list[index] ?? null,
    find: (isIt) => list.findIndex(isIt),
    want: () => undefined,
    question: text,
    ready: data !== undefined,
    busy: data === undefined && error === null,
    error,
    retry: () => void refetch(),
  };
}
