import { useEffect, useRef, useState } from 'react';
import type { DeskCard } from '../../../../electron/bridge/domain';
import { call } from '../../../bridge';

/** How long one stays with a person before the card is made, in ms: to pass by makes no PIN. */
const REST_MS = 200;

/** What is known of a person’s card. */
export type CardState =
  | { kind: 'coming' }
  | { kind: 'card'; card: DeskCard }
  | { kind: 'failed'; error: unknown };

const COMING: CardState = { kind: 'coming' };

/**
 * The card of the person at the desk. Each is made once and kept while the desk is open, because its PIN is told only
 * then: who goes one too far comes back to it.
 */
export function useCards(id: string) {
  const [cards, setCards] = useState<ReadonlyMap<string, CardState>>(new Map());
  const asked = useRef(new Set<string>());
  const keep = (of: string, state: CardState) => setCards((before) => new Map(before).set(of, state));
  const ask = (of: string) => {
    asked.current.add(of);
    keep(of, COMING);
    call('invitations.desk', { id: of }).then(
      (card) => keep(of, { kind: 'card', card }),
      (error: unknown) => keep(of, { kind: 'failed', error }),
    );
  };
  const latest = useRef(ask);
  latest.current = ask;
  useEffect(() => {
    if (asked.current.has(id)) return;
    const timer = setTimeout(() => latest.current(id), asked.current.size === 0 ? 0 : REST_MS);
    return () => clearTimeout(timer);
  }, [id]);
  return {
    state: cards.get(id) ?? COMING,
    again: () => ask(id),
    /** Puts a PIN that was made just now on the card. */
    addPin: (pin: string, until: number) => {
      const state = cards.get(id);
      if (state?.kind !== 'card') return;
      keep(id, { kind: 'card', card: { ...state.card, pin: { kind: 'made', pin, until } } });
    },
  };
}
