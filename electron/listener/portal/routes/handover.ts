import type { FastifyReply } from 'fastify';
import { tokenOf } from '../forms.ts';
import { handoverGonePage, handoverPage } from '../pages/handover.ts';
import { afterSignIn, type Desk, deviceOf, go, heardBy, show, type Visitor, visitOf } from '../visitor.ts';
import type { Routes } from './route.ts';

/** Going on with the device that read a QR code. Looking at the page uses nothing up. */
export function handoverRoutes(desk: Desk, { page, sent }: Routes): void {
  page('/t/:token', (visitor) => look(desk, visitor));
  sent('/t/:token', (visitor) => take(desk, visitor));
}

async function look(desk: Desk, visitor: Visitor): Promise<FastifyReply> {
  const { portal, clock } = desk;
  const token = tokenOf(visitor.request);
  const said = heardBy(visitor);
  const [entrance, found] = await Promise.all([
    portal.entrance(),
    token === null ? null : portal.lookAtHandover(token),
  ]);
  if (found === null || token === null || said?.code === 'code_gone') {
    // A device that took it and loads the page again is past it.
    if (said === null && (await visitOf(desk, visitor)) !== null) return go(visitor, '/next');
    return show(visitor, handoverGonePage(visitor.words, entrance.organisation), 410);
  }
  deviceOf(desk, visitor);
  return show(
    visitor,
    handoverPage(visitor.words, { entrance, said, name: found.name, token, now: clock.now() }),
  );
}

async function take(desk: Desk, visitor: Visitor): Promise<FastifyReply> {
  const token = tokenOf(visitor.request);
  if (token === null) return go(visitor, '/go');
  const result = await desk.portal.takeHandover(token, deviceOf(desk, visitor));
  return afterSignIn(visitor, result, { path: `/t/${token}`, refused: 'code_gone' });
}
