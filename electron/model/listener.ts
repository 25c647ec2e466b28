import { z } from 'zod';
import { certificateSourceSchema } from './certificate.ts';
import { serializedErrorSchema } from './errors.ts';

/** A DNS name or an address, as people type it. */
const publicNameSchema = z
  .string()
  .trim()
  .toLowerCase()
  .min(1)
  .max(253)
  .regex(/^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*|[0-9a-f:.]+)$/);

/** Where the listener listens. It is off until switched on. */
export const listenerSettingsSchema = z
  .object({
    on: z.boolean().default(false),
    /** The address of the interface it binds to; `0.0.0.0` and `::` are all of them. */
    host: z.union([z.ipv4(), z.ipv6()]).default('127.0.0.1'),
    peoplePort: z.int().min(1).max(65_535).default(8443),
    devicesPort: z.int().min(1).max(65_535).default(8444),
    /** The name in links and in the certificate. */
    publicName: publicNameSchema.default('localhost'),
    /** The port in links, where a router or proxy maps another one; null: `peoplePort`. */
    publicPort: z.int().min(1).max(65_535).nullable().default(null),
    /** Likewise for devices; null: `devicesPort`. */
    publicDevicesPort: z.int().min(1).max(65_535).nullable().default(null),
    certificate: certificateSourceSchema.default('own'),
  })
  .refine(({ peoplePort, devicesPort }) => peoplePort !== devicesPort, {
    path: ['devicesPort'],
    message: 'same_port',
  });
export type ListenerSettings = z.infer<typeof listenerSettingsSchema>;

export const DEFAULT_LISTENER: ListenerSettings = listenerSettingsSchema.parse({});

/** Where people register. */
export function baseUrlOf({ publicName, publicPort, peoplePort }: ListenerSettings): string {
  return urlOf(publicName, publicPort ?? peoplePort);
}

/** Where devices check in. */
export function devicesUrlOf({
  publicName,
  publicDevicesPort,
  devicesPort,
}: Pick<ListenerSettings, 'publicName' | 'publicDevicesPort' | 'devicesPort'>): string {
  return urlOf(publicName, publicDevicesPort ?? devicesPort);
}

function urlOf(publicName: string, port: number): string {
  const name = publicName.includes(':') ? `[${publicName}]` : publicName;
  return port === 443 ? `https://${name}` : `https://${name}:${port}`;
}

/** True for an address only this machine can reach. */
export function isLoopbackHost(host: string): boolean {
  return host === '::1' || host === 'localhost' || host.startsWith('127.');
}

/** `elsewhere`: another program has this workspace’s listener on (the window, or `muster listen`). */
export const listenerStateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('off') }),
  z.object({ kind: z.literal('starting') }),
  z.object({ kind: z.literal('on'), since: z.number() }),
  z.object({ kind: z.literal('elsewhere') }),
  /** It tries again by itself when the network changes, and after a while. */
  z.object({ kind: z.literal('failed'), error: serializedErrorSchema, nextAt: z.number() }),
]);
export type ListenerState = z.infer<typeof listenerStateSchema>;

/** Who listens: people use browsers, devices have certificates. */
export const LISTENER_DOORS = ['people', 'devices'] as const;
export const listenerDoorSchema = z.enum(LISTENER_DOORS);
export type ListenerDoor = z.infer<typeof listenerDoorSchema>;

/** One answered or refused request. The address asked for is its route, never its text: links are secrets. */
export const accessEntrySchema = z.object({
  at: z.number(),
  door: listenerDoorSchema,
  address: z.string(),
  method: z.string(),
  route: z.string(),
  status: z.int(),
  ms: z.number(),
  /** Browser and system in short, as the request claims; empty when it says nothing. */
  agent: z.string(),
});
export type AccessEntry = z.infer<typeof accessEntrySchema>;

/** What the Registration page shows of the listener. */
export const listenerOverviewSchema = z.object({
  settings: listenerSettingsSchema,
  state: listenerStateSchema,
  baseUrl: z.string(),
  /** What this machine can bind to now. */
  interfaces: z.array(z.object({ name: z.string(), address: z.string(), internal: z.boolean() })),
  /** Every path that answers, and to whom, while it is on. */
  exposed: z.array(
    z.object({ door: listenerDoorSchema, port: z.int(), methods: z.array(z.string()), path: z.string() }),
  ),
  /** Connections open now, by door, with their addresses and since when. */
  connected: z.array(z.object({ door: listenerDoorSchema, address: z.string(), since: z.number() })),
  /** Since it was switched on. `refused`: limits, wrong names, malformed requests. */
  answered: z.int(),
  refused: z.int(),
});
export type ListenerOverview = z.infer<typeof listenerOverviewSchema>;
