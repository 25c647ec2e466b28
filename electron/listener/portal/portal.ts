import formbody from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';
import { isMusterError } from '../../model/errors.ts';
import { guardPages } from './headers.ts';
import type { PortalRoomDeps } from './room.ts';
import { deviceRoutes } from './routes/device.ts';
import { fileRoutes } from './routes/files.ts';
import { handoverRoutes } from './routes/handover.ts';
import { invitationRoutes } from './routes/invitation.ts';
import { selfServiceRoutes } from './routes/me.ts';
import { routesOf } from './routes/route.ts';
import { signInRoutes } from './routes/sign-in.ts';
import { stepRoutes } from './routes/steps.ts';
import { createStills } from './stills.ts';
import { type Desk, goSignIn, visitorOf } from './visitor.ts';
import { createPageWords } from './words.ts';

/** Puts all pages on a door’s server, in a scope of their own. */
export async function servePortal(deps: PortalRoomDeps, server: FastifyInstance): Promise<void> {
  const desk: Desk = { ...deps, words: createPageWords(), stills: createStills() };
  await server.register(async (scope) => {
    await scope.register(formbody);
    guardPages(scope);
    scope.setErrorHandler((error, request, reply) => {
      if (!isMusterError(error, 'not_signed_in')) throw error;
      return goSignIn(visitorOf(desk, request, reply));
    });
    const routes = routesOf(desk, scope);
    signInRoutes(desk, routes);
    invitationRoutes(desk, routes);
    stepRoutes(desk, routes);
    deviceRoutes(desk, routes);
    selfServiceRoutes(desk, routes);
    handoverRoutes(desk, routes);
    fileRoutes(desk, scope);
  });
}
