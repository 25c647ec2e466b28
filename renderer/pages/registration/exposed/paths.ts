import type { AccessEntry, ListenerDoor, ListenerOverview } from '../../../../electron/bridge/domain';

/** What a path is for: a key of `path.`. Addresses with a secret in them are known by their pattern alone. */
const MEANING: Readonly<Record<string, string>> = {
  '/': 'entrance',
  '/go': 'signIn',
  '/go/pin': 'askPin',
  '/i/:token': 'invitation',
  '/i/:token/go': 'lostLink',
  '/i/:token/pin': 'askPin',
  '/:token/go': 'lostLink',
  '/t/:token': 'code',
  '/next': 'next',
  '/next/pin': 'provePin',
  '/next/pin/new': 'askPin',
  '/next/password': 'setPassword',
  '/next/terms': 'terms',
  '/device': 'instructions',
  '/device/begin': 'begin',
  '/me': 'own',
  '/me/qr': 'ownCode',
  '/me/password': 'changePassword',
  '/out': 'signOut',
  '/authority.crt': 'authority',
  '/authority.crl': 'revocations',
  '/apple/:token': 'appleSteps',
  '/apple/:token/install': 'appleSteps',
  '/apple/:token/profile': 'appleProfile',
  '/scep': 'scep',
  '/mdm/checkin': 'checkIn',
  '/mdm/connect': 'connect',
};

const STYLE = /^\/style\.[0-9a-f]+\.css$/;

/** What a path is for; null when this version has no words for it. */
export function meaningOf(path: string): string | null {
  return STYLE.test(path) ? 'style' : (MEANING[path] ?? null);
}

type Place = ListenerOverview['exposed'][number];

/** Each path once, with all its methods; HEAD, which only repeats what GET tells, is left out. */
export function placesOf(exposed: readonly Place[]): Place[] {
  const places = new Map<string, Place>();
  for (const place of exposed) {
    const key = `${place.door} ${place.port} ${place.path}`;
    const methods = [...(places.get(key)?.methods ?? []), ...place.methods];
    places.set(key, { ...place, methods: [...new Set(methods)] });
  }
  return [...places.values()].map((place) => ({
    ...place,
    methods: place.methods.filter((method) => method !== 'HEAD' || !place.methods.includes('GET')),
  }));
}

/** The doors these are behind, with their ports, in their order. */
export function doorsOf(places: readonly Place[]): [ListenerDoor, number][] {
  return [...new Map(places.map(({ door, port }) => [door, port]))];
}

/** What became of a request: a key of `outcome.`. A status of 0 is one that broke off. */
export function outcomeOf({
  status,
}: Pick<AccessEntry, 'status'>): 'brokenOff' | 'answered' | 'refused' | 'notThere' | 'failed' {
  if (status === 0) return 'brokenOff';
  if (status < 400) return 'answered';
  if (status === 404 || status === 405) return 'notThere';
  return status < 500 ? 'refused' : 'failed';
}
