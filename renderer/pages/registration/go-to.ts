/** The id of a field of the page, by its name. */
export function fieldId(name: string): string {
  return `registration-${name}`;
}

/** Shows a part of the page, and gives the focus to a field of it, or else to its first button. */
export function goTo(section: string, field: string | null): void {
  const part = document.getElementById(section);
  part?.scrollIntoView({ block: 'nearest' });
  const target = field === null ? part?.querySelector('button') : document.getElementById(fieldId(field));
  target?.focus({ preventScroll: false });
}
