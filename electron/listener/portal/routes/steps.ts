import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { isMusterError } from '../../../model/errors.ts';
import type { Visit } from '../../../registration/contract.ts';
import { formOf } from '../forms.ts';
import type { Page } from '../look/layout.ts';
import { passwordPage, pinPage, type Stage, termsPage } from '../pages/steps.ts';
import {
  afterRequest,
  afterSignIn,
  type Desk,
  go,
  goSaying,
  goSignIn,
  heardBy,
  refusalOf,
  show,
  speakAs,
  type Visitor,
  visitOf,
} from '../visitor.ts';
import type { Routes } from './route.ts';

/** Where each step of a visit has its page. */
const PATHS: Readonly<Record<Visit['step'], string>> = {
  pin: '/next/pin',
  password: '/next/password',
  terms: '/next/terms',
  device: '/device',
};

/** What a signed-in person does before a device can be registered. */
export function stepRoutes(desk: Desk, { page, sent }: Routes): void {
  page('/next', async (visitor) => {
    const visit = await visitOf(desk, visitor);
    if (visit === null) return goSignIn(visitor);
    speakAs(visitor, visit.user.language);
    return go(visitor, PATHS[visit.step]);
  });
  page('/next/pin', (visitor) => atStep(desk, visitor, 'pin', (stage) => pinPage(visitor.words, stage)));
  page('/next/password', (visitor) =>
    atStep(desk, visitor, 'password', (stage) => passwordPage(visitor.words, { ...stage, change: false })),
  );
  page('/next/terms', (visitor) =>
    atStep(desk, visitor, 'terms', (stage) => {
      const terms = stage.visit.terms ?? '';
      return termsPage(visitor.words, { ...stage, terms, seal: sealOf(terms) });
    }),
  );
  sent('/next/pin', (visitor) => provePin(desk, visitor));
  sent('/next/pin/new', (visitor) => requestPin(desk, visitor));
  sent('/next/password', (visitor) => setPassword(desk, visitor));
  sent('/next/terms', (visitor) => acceptTerms(desk, visitor));
}

/** Shows a step’s page to whom it concerns, and sends everyone else where he stands. */
async function atStep(
  desk: Desk,
  visitor: Visitor,
  step: Visit['step'],
  draw: (stage: Stage) => Page,
): Promise<FastifyReply> {
  const visit = await visitOf(desk, visitor);
  if (visit === null) return goSignIn(visitor);
  if (visit.step !== step) return go(visitor, PATHS[visit.step]);
  const entrance = await desk.portal.entrance();
  return show(visitor, draw({ entrance, visit, said: heardBy(visitor), now: desk.clock.now() }));
}

async function provePin(desk: Desk, visitor: Visitor): Promise<FastifyReply> {
  const { session, request } = visitor;
  const { pin } = formOf(request);
  if (session === null) return goSignIn(visitor);
  if (pin === '') return goSaying(visitor, PATHS.pin, { code: 'missing' });
  const result = await desk.portal.provePin(session, pin, request.ip);
  return afterSignIn(visitor, result, { path: PATHS.pin });
}

async function requestPin(desk: Desk, visitor: Visitor): Promise<FastifyReply> {
  const visit = await visitOf(desk, visitor);
  if (visit === null) return goSignIn(visitor);
  const { userName } = visit.user;
  const until = await desk.portal.requestPin({ who: { userName }, address: visitor.request.ip });
  return afterRequest(visitor, until, { path: PATHS.pin });
}

async function setPassword({ portal }: Desk, visitor: Visitor): Promise<FastifyReply> {
  const { session, request } = visitor;
  if (session === null) return goSignIn(visitor);
  const { password, repeat } = formOf(request);
  if (password !== repeat) return goSaying(visitor, PATHS.password, { code: 'password_differs' });
  try {
    await portal.setPassword(session, { password, current: null });
  } catch (error) {
    // Pressed twice: one is set by now, and this page asks for no current one.
    if (isMusterError(error, 'bad_input')) return go(visitor, '/next');
    return goSaying(visitor, PATHS.password, refusalOf(error));
  }
  return go(visitor, '/next');
}

/** Only the terms that were read are accepted: changed ones are shown again. */
async function acceptTerms(desk: Desk, visitor: Visitor): Promise<FastifyReply> {
  const { session, request } = visitor;
  const visit = await visitOf(desk, visitor);
  if (session === null || visit === null) return goSignIn(visitor);
  if (visit.terms === null) return go(visitor, '/next');
  if (formOf(request).terms !== sealOf(visit.terms)) {
    return goSaying(visitor, PATHS.terms, { code: 'terms_changed' });
  }
  await desk.portal.acceptTerms(session, visit.terms);
  return go(visitor, '/next');
}

function sealOf(terms: string): string {
  return createHash('sha256').update(terms).digest('hex');
}
