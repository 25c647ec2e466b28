import type { FastifyInstance, FastifyReply } from 'fastify';
import type { AppleEnrollment } from '../../mdm/apple/contract.ts';
import { isMusterError } from '../../model/errors.ts';
import type { Clock, Random } from '../../model/ports.ts';
import type { PkiService } from '../../pki/contract.ts';
import type { PortalService } from '../../registration/contract.ts';
import { cookieOf } from '../portal/cookies.ts';
import { tokenOf } from '../portal/forms.ts';
import { guardPages } from '../portal/headers.ts';
import { routesOf } from '../portal/routes/route.ts';
import { type Desk, deviceOf, go, queryOf, show, type Visitor } from '../portal/visitor.ts';
import { createPageWords } from '../portal/words.ts';
import { type Found, find, type Progress } from './found.ts';
import { mayBeSafari } from './pages/browser.ts';
import { downloadPage } from './pages/download.ts';
import { comingPage, donePage, expiredPage, takenPage, unknownPage } from './pages/ends.ts';
import { installPage } from './pages/install.ts';
import { wayOf } from './pages/kind.ts';
import { pathOf, type Stage } from './pages/stage.ts';

export interface PeopleDeps {
  enrollment: Pick<AppleEnrollment, 'profile' | 'progress'>;
  portal(): Pick<PortalService, 'entrance'>;
  pki: Pick<PkiService, 'overview'>;
  /** Where people register. */
  baseUrl(): Promise<string>;
  clock: Pick<Clock, 'now'>;
  random: Pick<Random, 'bytes'>;
}

type Kit = PeopleDeps & Pick<Desk, 'words'>;

/** Seconds after which a page looks for news: so many of one network’s are still below its limit of requests. */
const RELOAD_S = { download: 5, install: 8, coming: 4, handing: 1 } as const;
/** What iPhones, iPads and Macs take a profile by (micromdm, mdm/enroll/transport_http.go). */
const PROFILE_TYPE = 'application/x-apple-aspen-config';

/** Puts the pages that lead through a registration on the people’s door, in a scope of their own, and the profile itself. */
export async function servePeople(deps: PeopleDeps, server: FastifyInstance): Promise<void> {
  const kit: Kit = { ...deps, words: createPageWords() };
  await server.register(async (scope) => {
    guardPages(scope);
    const { page } = routesOf(kit, scope);
    page('/apple/:token', (visitor) => lead(kit, visitor, true));
    page('/apple/:token/install', (visitor) => lead(kit, visitor, false));
    page('/apple/:token/profile', (visitor) => handOver(kit, visitor));
  });
}

/** Shows what comes next. `waiting`: what is shown is looked at again by itself. */
async function lead(kit: Kit, visitor: Visitor, waiting: boolean): Promise<FastifyReply> {
  const found = await find(kit, visitor);
  if (found === null) return unknown(kit, visitor);
  const { progress, stage } = found;
  // What tells this browser from others must be there before it asks for the profile.
  const browser = deviceOf(kit, visitor);
  if ('until' in progress && ![null, browser].includes(progress.browser)) {
    return show(visitor, takenPage(stage), 410);
  }
  if (!waiting && 'until' in progress && stage.now < progress.until) return steps(visitor, stage, progress);
  const seconds = reloadOf(progress, stage.now);
  if (seconds !== null && !stage.still) visitor.reply.header('refresh', `${seconds}; url=${pathOf(stage)}`);
  return await draw(kit, visitor, found);
}

/** The steps; what is not downloaded yet, or is of no use any more, the browser is handed by itself. */
function steps(visitor: Visitor, stage: Stage, progress: Extract<Progress, { until: number }>): FastifyReply {
  const { until } = progress;
  const handing = progress.kind === 'installing' || !progress.downloaded;
  if (handing || queryOf(visitor.request, 'again') === '1') {
    visitor.reply.header('refresh', `${RELOAD_S.handing}; url=/apple/${stage.token}/profile`);
  }
  return show(visitor, installPage({ ...stage, until, waiting: false }));
}

/** Seconds; null where nothing more will come. */
function reloadOf(progress: Progress, now: number): number | null {
  if (progress.kind === 'done' || progress.kind === 'expired') return null;
  if (progress.kind === 'installing') return RELOAD_S.coming;
  const most = progress.downloaded ? RELOAD_S.install : RELOAD_S.download;
  return Math.min(most, Math.max(1, Math.ceil((progress.until - now) / 1000)));
}

async function draw(kit: Kit, visitor: Visitor, { progress, stage }: Found): Promise<FastifyReply> {
  if (progress.kind === 'done') return show(visitor, donePage({ ...stage, name: progress.deviceName }));
  if (progress.kind === 'expired') return show(visitor, expiredPage(stage), 410);
  const { until } = progress;
  if (progress.kind === 'installing') return show(visitor, comingPage({ ...stage, until }));
  if (progress.downloaded) return show(visitor, installPage({ ...stage, until, waiting: true }));
  const safari = wayOf(stage.kind) === 'mac' || mayBeSafari(visitor.request.headers);
  const elsewhere = safari ? null : `${await kit.baseUrl()}/apple/${stage.token}`;
  return show(visitor, downloadPage({ ...stage, until, elsewhere }));
}

/** The profile. A browser that nobody knows yet is shown the page first, so that it can be told from others. */
async function handOver(kit: Kit, visitor: Visitor): Promise<FastifyReply> {
  const { request, reply, words } = visitor;
  const token = tokenOf(request);
  if (token === null) return unknown(kit, visitor);
  const browser = cookieOf(request, 'device');
  if (browser === null) return go(visitor, `/apple/${token}`);
  try {
    const { fileName, bytes } = await kit.enrollment.profile(token, browser, words.language);
    return reply
      .type(PROFILE_TYPE)
      .header('content-disposition', `attachment; filename="${fileName}"`)
      .send(Buffer.from(bytes));
  } catch (error) {
    if (!isMusterError(error, 'ticket_gone')) throw error;
    const found = await find(kit, visitor);
    if (found === null) return unknown(kit, visitor);
    const { kind } = found.progress;
    if (kind === 'done' || kind === 'expired') return await draw(kit, visitor, found);
    return show(visitor, takenPage(found.stage), 410);
  }
}

async function unknown(kit: Kit, visitor: Visitor): Promise<FastifyReply> {
  const { organisation } = await kit.portal().entrance();
  return show(visitor, unknownPage(visitor.words, organisation), 404);
}
