import type { FastifyReply } from 'fastify';
import { formOf, orNull } from '../forms.ts';
import { newPinPage, signInPage } from '../pages/sign-in.ts';
import {
  afterRequest,
  afterSignIn,
  type Desk,
  go,
  goSaying,
  heardBy,
  queryOf,
  show,
  showStill,
  type Visitor,
  visitOf,
} from '../visitor.ts';
import type { Routes } from './route.ts';

/** Signing in by user name, and asking for a new PIN. */
export function signInRoutes(desk: Desk, { page, sent }: Routes): void {
  page('/', (visitor) => go(visitor, '/go'));
  page('/go', (visitor) => entrance(desk, visitor));
  sent('/go', (visitor) => signIn(desk, visitor));
  page('/go/pin', async (visitor) => {
    const found = await desk.portal.entrance();
    const said = heardBy(visitor);
    const draw = () => newPinPage(visitor.words, { entrance: found, said, now: desk.clock.now() });
    return said === null ? showStill(desk, visitor, ['pin', found], draw) : show(visitor, draw());
  });
  sent('/go/pin', (visitor) => requestPin(desk, visitor));
}

async function entrance(desk: Desk, visitor: Visitor): Promise<FastifyReply> {
  const { portal, clock } = desk;
  const said = heardBy(visitor);
  const withPin = queryOf(visitor.request, 'with') === 'pin';
  const [found, visit] = await Promise.all([portal.entrance(), visitOf(desk, visitor)]);
  const name = visit?.user.name ?? null;
  const draw = () => signInPage(visitor.words, { entrance: found, withPin, said, name, now: clock.now() });
  if (said !== null || name !== null) return show(visitor, draw());
  return showStill(desk, visitor, ['go', withPin, found], draw);
}

async function signIn(desk: Desk, visitor: Visitor): Promise<FastifyReply> {
  const { request } = visitor;
  const { userName, password, pin, with: how } = formOf(request);
  const path = how === 'pin' ? '/go?with=pin' : '/go';
  if (userName === '' || (password === '' && pin === '')) {
    return goSaying(visitor, path, { code: 'missing', userName: orNull(userName) ?? undefined });
  }
  const result = await desk.portal.signIn({
    who: { userName },
    password: orNull(password),
    pin: orNull(pin),
    address: request.ip,
  });
  return afterSignIn(visitor, result, { path, userName });
}

/** The answer is the same whether there is such a user or not. */
async function requestPin({ portal }: Desk, visitor: Visitor): Promise<FastifyReply> {
  const { request } = visitor;
  const { userName } = formOf(request);
  if (userName === '') return goSaying(visitor, '/go/pin', { code: 'missing' });
  const until = await portal.requestPin({ who: { userName }, address: request.ip });
  return afterRequest(visitor, until, { path: '/go?with=pin', userName });
}
