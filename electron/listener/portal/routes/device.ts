import type { FastifyReply } from 'fastify';
import { authorityToTrust } from '../authority.ts';
import { someCode } from '../code.ts';
import { formOf } from '../forms.ts';
import { devicePage } from '../pages/device.ts';
import { platformNamed, whoAsks } from '../platform.ts';
import {
  type Desk,
  go,
  goSaying,
  goSignIn,
  heardBy,
  queryOf,
  refusalOf,
  show,
  type Visitor,
  visitOf,
} from '../visitor.ts';
import type { Routes } from './route.ts';

/** Instructions for the device that asks, and the begin of its registration. */
export function deviceRoutes(desk: Desk, { page, sent }: Routes): void {
  page('/device', (visitor) => instructions(desk, visitor));
  sent('/device/begin', (visitor) => begin(desk, visitor));
}

async function instructions(desk: Desk, visitor: Visitor): Promise<FastifyReply> {
  const { session, request, words } = visitor;
  const visit = await visitOf(desk, visitor);
  if (visit === null || session === null) return goSignIn(visitor);
  if (visit.step !== 'device') return go(visitor, '/next');
  const asking = whoAsks(request.headers);
  const picked = platformNamed(queryOf(request, 'platform'));
  const [entrance, base, authority] = await Promise.all([
    desk.portal.entrance(),
    desk.baseUrl(),
    authorityToTrust(desk),
  ]);
  const code = asking.computer ? await someCode(desk, visitor, { session, mode: entrance.mode }) : null;
  const page = devicePage(words, {
    entrance,
    visit,
    said: heardBy(visitor),
    now: desk.clock.now(),
    asking,
    platform: picked ?? asking.platform,
    picked: picked !== null,
    ready: desk.portal.ready(),
    authority,
    short: `${base}/go`,
    code,
  });
  return show(visitor, page);
}

async function begin({ portal }: Desk, visitor: Visitor): Promise<FastifyReply> {
  const { session, request } = visitor;
  const platform = platformNamed(formOf(request).platform);
  if (session === null) return goSignIn(visitor);
  if (platform === null) return go(visitor, '/device');
  try {
    const { url } = await portal.begin(session, platform);
    return go(visitor, url);
  } catch (error) {
    return goSaying(visitor, `/device?platform=${platform}`, refusalOf(error));
  }
}
