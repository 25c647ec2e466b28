import type { ListenerOverview } from '../../../../electron/bridge/domain';

type Connection = ListenerOverview['connected'][number];

/** All connections of one address at one door; `since`: the first of them, ms UTC. */
export interface Visitor extends Connection {
  connections: number;
}

/** Who is connected, in the order of their coming. Browsers open several connections at once. */
export function visitorsOf(connected: readonly Connection[]): Visitor[] {
  const visitors = new Map<string, Visitor>();
  for (const { door, address, since } of connected) {
    const key = `${door} ${address}`;
    const { connections, since: first } = visitors.get(key) ?? { connections: 0, since };
    visitors.set(key, { door, address, since: Math.min(first, since), connections: connections + 1 });
  }
  return [...visitors.values()].sort((one, other) => one.since - other.since);
}

/** From how many addresses there are connections. */
export function addressesOf(connected: readonly Pick<Connection, 'address'>[]): number {
  return new Set(connected.map(({ address }) => address)).size;
}
