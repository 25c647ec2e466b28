import type { Socket } from 'node:net';
import type { ListenerDoor, ListenerOverview } from '../../model/listener.ts';
import type { Clock } from '../../model/ports.ts';
import type { ListenerLimits } from '../limits.ts';
import { clientOf, plainAddress } from '../network/addresses.ts';

/** Counts connections over both doors, before TLS. */
export interface Turnstile {
  /** False when there are too many; the socket is counted until it closes otherwise. */
  admit(door: ListenerDoor, socket: Socket): boolean;
  connected(): ListenerOverview['connected'];
}

const MINUTE_MS = 60_000;
/** Addresses whose arrivals are remembered; the oldest are forgotten first. */
const REMEMBERED = 10_000;

export function createTurnstile(
  { now }: Pick<Clock, 'now'>,
  limits: Pick<ListenerLimits, 'perAddress' | 'inAll' | 'arrivals'>,
): Turnstile {
  const inside = new Map<Socket, ListenerOverview['connected'][number]>();
  const perClient = new Map<string, number>();
  const arrivals = {
    people: createArrivals(now, limits.arrivals.people),
    devices: createArrivals(now, limits.arrivals.devices),
  };
  const leave = (socket: Socket, client: string): void => {
    inside.delete(socket);
    const left = (perClient.get(client) ?? 1) - 1;
    if (left === 0) perClient.delete(client);
    else perClient.set(client, left);
  };
  return {
    admit: (door, socket) => {
      // One that has gone already has no address any more.
      if (socket.remoteAddress === undefined) return false;
      const address = clientOf(socket.remoteAddress);
      const client = `${door} ${address}`;
      const there = perClient.get(client) ?? 0;
      if (!arrivals[door](address) || there >= limits.perAddress[door] || inside.size >= limits.inAll)
        return false;
      inside.set(socket, { door, address: plainAddress(socket.remoteAddress), since: now() });
      perClient.set(client, there + 1);
      socket.once('close', () => leave(socket, client));
      return true;
    },
    connected: () => [...inside.values()],
  };
}

/** Tells whether one more may come in this minute of this client. */
function createArrivals(now: Clock['now'], most: number): (client: string) => boolean {
  const minutes = new Map<string, { since: number; count: number }>();
  return (client) => {
    const at = now();
    const known = minutes.get(client);
    // A clock that was set back begins a new minute too.
    const age = known === undefined ? MINUTE_MS : at - known.since;
    const minute = known === undefined || age < 0 || age >= MINUTE_MS ? { since: at, count: 0 } : known;
    minute.count++;
    minutes.delete(client);
    minutes.set(client, minute);
    const [oldest] = minutes.keys();
    if (minutes.size > REMEMBERED && oldest !== undefined) minutes.delete(oldest);
    return minute.count <= most;
  };
}
