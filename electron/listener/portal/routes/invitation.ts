import type { FastifyReply } from 'fastify';
import type { LinkFate } from '../../../registration/contract.ts';
import { formOf, orNull, tokenOf } from '../forms.ts';
import { fatePage, invitationPage, type ToPhone } from '../pages/invitation.ts';
import { whoAsks } from '../platform.ts';
import {
  afterRequest,
  afterSignIn,
  type Desk,
  go,
  heardBy,
  show,
  showStill,
  type Visitor,
  visitOf,
} from '../visitor.ts';
import type { Routes } from './route.ts';

/** What a link leads to. */
export function invitationRoutes(desk: Desk, { page, sent }: Routes): void {
  page('/i/:token', (visitor) => open(desk, visitor));
  page('/i/:token/go', (visitor) => go(visitor, '/go'));
  page('/:token/go', (visitor) => go(visitor, '/go'));
  sent('/i/:token', (visitor) => signIn(desk, visitor));
  sent('/i/:token/pin', (visitor) => requestPin(desk, visitor));
}

async function open(desk: Desk, visitor: Visitor): Promise<FastifyReply> {
  const { portal, clock } = desk;
  const token = tokenOf(visitor.request);
  // What takes longest is asked first.
  const reading = Promise.all([fateOf(desk, token), portal.entrance(), visitOf(desk, visitor)]);
  const said = heardBy(visitor);
  const { computer } = whoAsks(visitor.request.headers);
  const [fate, entrance, visit] = await reading;
  if (fate.kind !== 'open' || token === null) {
    const kind = fate.kind === 'open' ? 'unknown' : fate.kind;
    return show(
      visitor,
      fatePage(visitor.words, entrance.organisation, kind),
      kind === 'unknown' ? 404 : 410,
    );
  }
  const base = computer ? await desk.baseUrl() : null;
  const name = visit?.user.name ?? null;
  const draw = () => {
    const toPhone = base === null ? null : wayToPhone(desk, base, token);
    return invitationPage(visitor.words, { entrance, fate, token, toPhone, said, name, now: clock.now() });
  };
  if (said !== null || name !== null) return show(visitor, draw());
  return showStill(desk, visitor, ['invitation', entrance, fate, token, base], draw);
}

/** A text that cannot be a link of ours is not looked for. */
async function fateOf({ portal }: Desk, token: string | null): Promise<LinkFate> {
  return token === null ? { kind: 'unknown' } : portal.openLink(token);
}

/** A computer has no phone’s camera: it shows the phone the way. */
function wayToPhone({ qr }: Desk, base: string, token: string): ToPhone {
  return { qr: qr(`${base}/i/${token}`), short: `${base}/go` };
}

async function signIn(desk: Desk, visitor: Visitor): Promise<FastifyReply> {
  const { request } = visitor;
  const token = tokenOf(request);
  if (token === null) return go(visitor, '/go');
  const { password, pin } = formOf(request);
  const path = `/i/${token}`;
  const result = await desk.portal.signIn({
    who: { link: token },
    password: orNull(password),
    pin: orNull(pin),
    address: request.ip,
  });
  return afterSignIn(visitor, result, { path });
}

async function requestPin({ portal }: Desk, visitor: Visitor): Promise<FastifyReply> {
  const { request } = visitor;
  const token = tokenOf(request);
  if (token === null) return go(visitor, '/go');
  const until = await portal.requestPin({ who: { link: token }, address: request.ip });
  return afterRequest(visitor, until, { path: `/i/${token}` });
}
