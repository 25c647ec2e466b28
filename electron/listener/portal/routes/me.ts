import type { FastifyReply } from 'fastify';
import { freshCode, keptCode } from '../code.ts';
import { formOf } from '../forms.ts';
import type { Page } from '../look/layout.ts';
import { codePage, mePage } from '../pages/me.ts';
import { passwordPage, type Stage } from '../pages/steps.ts';
import {
  type Desk,
  go,
  goSaying,
  goSignIn,
  heardBy,
  leaveSession,
  refusalOf,
  show,
  type Visitor,
  visitOf,
} from '../visitor.ts';
import type { Routes } from './route.ts';

/** What a signed-in person does for himself. */
export function selfServiceRoutes(desk: Desk, { page, sent }: Routes): void {
  page('/me', (visitor) =>
    forMember(desk, visitor, async (stage, session) =>
      mePage(visitor.words, { ...stage, devices: await desk.portal.devices(session) }),
    ),
  );
  page('/me/qr', (visitor) =>
    forMember(desk, visitor, async (stage) =>
      codePage(visitor.words, {
        ...stage,
        code: await keptCode(desk, visitor),
        short: `${await desk.baseUrl()}/go`,
      }),
    ),
  );
  page('/me/password', (visitor) =>
    forMember(desk, visitor, async (stage) => passwordPage(visitor.words, { ...stage, change: true })),
  );
  sent('/me/qr', (visitor) => makeCode(desk, visitor));
  sent('/me/password', (visitor) => changePassword(desk, visitor));
  sent('/out', (visitor) => signOut(desk, visitor));
}

/** Shows a page to a signed-in person who has nothing else to do first. */
async function forMember(
  desk: Desk,
  visitor: Visitor,
  draw: (stage: Stage, session: string) => Promise<Page>,
): Promise<FastifyReply> {
  const { session } = visitor;
  const visit = await visitOf(desk, visitor);
  if (visit === null || session === null) return goSignIn(visitor);
  if (visit.step !== 'device') return go(visitor, '/next');
  const entrance = await desk.portal.entrance();
  const stage: Stage = { entrance, visit, said: heardBy(visitor), now: desk.clock.now() };
  return show(visitor, await draw(stage, session));
}

async function makeCode(desk: Desk, visitor: Visitor): Promise<FastifyReply> {
  if (visitor.session === null) return goSignIn(visitor);
  try {
    await freshCode(desk, visitor, visitor.session);
    return go(visitor, '/me/qr');
  } catch (error) {
    const said = refusalOf(error);
    return goSaying(visitor, '/me', said.code === 'not_ready' ? { code: 'no_code' } : said);
  }
}

async function changePassword({ portal }: Desk, visitor: Visitor): Promise<FastifyReply> {
  const { session, request } = visitor;
  if (session === null) return goSignIn(visitor);
  const { password, repeat, current } = formOf(request);
  if (password !== repeat) return goSaying(visitor, '/me/password', { code: 'password_differs' });
  try {
    await portal.setPassword(session, { password, current });
  } catch (error) {
    return goSaying(visitor, '/me/password', refusalOf(error));
  }
  return goSaying(visitor, '/me', { code: 'password_changed' });
}

async function signOut({ portal }: Desk, visitor: Visitor): Promise<FastifyReply> {
  if (visitor.session !== null) await portal.signOut(visitor.session);
  leaveSession(visitor);
  return goSaying(visitor, '/go', { code: 'signed_out' });
}
