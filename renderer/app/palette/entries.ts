import type { TablerIcon } from '@tabler/icons-react';

/** One line of the palette. */
export interface PaletteEntry {
  id: string;
  group: 'places' | 'views' | 'workspaces' | 'actions' | 'people' | 'devices';
  label: string;
  /** A quiet addition: a user, a state. */
  hint?: string | undefined;
  icon: TablerIcon;
  run: () => void;
}

/** True when every typed word is found somewhere in the entry, whatever its case or accents. */
export function matches(entry: Pick<PaletteEntry, 'label' | 'hint'>, text: string): boolean {
  const hay = plain(`${entry.label} ${entry.hint ?? ''}`);
  return plain(text)
    .split(/\s+/)
    .every((word) => hay.includes(word));
}

function plain(text: string): string {
  return text
    .trim()
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();
}
