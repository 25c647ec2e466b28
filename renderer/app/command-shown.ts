import type { Route } from '../stores/route';

/** The command whose page is open; what becomes of it is seen there, and needs no notice. */
export function commandShown({ page, params }: Route): string | null {
  return page === 'commands' ? (params.id ?? null) : null;
}
