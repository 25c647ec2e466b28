/** What a key does at the desk. */
export type DeskDeed = 'next' | 'previous' | 'pin' | 'leave';

const DEEDS: Readonly<Record<string, DeskDeed>> = {
  ArrowRight: 'next',
  Enter: 'next',
  ' ': 'next',
  PageDown: 'next',
  ArrowLeft: 'previous',
  PageUp: 'previous',
  p: 'pin',
  Escape: 'leave',
};

interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  repeat: boolean;
}

/** The deed of a key; null for keys without one. A key held down calls nobody: each press is one person. */
export function deedOf({ key, ctrlKey, metaKey, altKey, repeat }: Pressed): DeskDeed | null {
  if (ctrlKey || metaKey || altKey || repeat) return null;
  return DEEDS[key.length === 1 ? key.toLowerCase() : key] ?? null;
}
