import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance, type HTTPMethods } from 'fastify';
import { clientOf } from '../network/addresses.ts';
import type { DoorDeps } from './door.ts';
import { createErrors, type ErrorAnswers } from './errors.ts';
import type { Reception } from './reception.ts';

type Exposed = { methods: string[]; path: string };
type AppDeps = Pick<DoorDeps, 'door' | 'rooms' | 'limits' | 'log'>;

const MINUTE_MS = 60_000;
/** Clients whose requests are counted at a time; the ones longest silent are forgotten first. */
const COUNTED_CLIENTS = 10_000;
const EVERY_METHOD: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Fastify with the rooms of a door, its limits and its uniform refusals; served by a server that is not its own. */
export async function makeApp(
  deps: AppDeps,
  reception: Pick<Reception, 'route' | 'refused'>,
): Promise<{ app: FastifyInstance; exposed: Exposed[] }> {
  const { door, rooms, limits } = deps;
  const errors = createErrors({ ...deps, refused: reception.refused });
  const app = fastify({
    logger: false,
    trustProxy: false,
    bodyLimit: limits.body[door],
    return503OnClosing: false,
    // A path that cannot be decoded, or holds more than any of ours does.
    frameworkErrors: (_error, request, reply) => errors.answer(request, reply, 400),
  });
  app.removeAllContentTypeParsers();
  app.setErrorHandler((error, request, reply) => errors.failed(request, reply, error));
  const { exposed, refuseOtherMethods } = watchRoutes(app, errors);
  await app.register(rateLimit, {
    global: false,
    max: limits.requests[door],
    timeWindow: MINUTE_MS,
    cache: COUNTED_CLIENTS,
    keyGenerator: ({ ip }) => clientOf(ip),
    addHeaders: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    addHeadersOnExceeding: {
      'x-ratelimit-limit': false,
      'x-ratelimit-remaining': false,
      'x-ratelimit-reset': false,
    },
  });
  greet(app, errors, reception);
  for (const room of rooms) await app.register(async (scope) => await room.routes(door, scope));
  await app.after();
  refuseOtherMethods();
  await app.ready();
  return { app, exposed };
}

/** Before a body is read: how often this client asks, and whether there is such a page at all. */
function greet(app: FastifyInstance, errors: ErrorAnswers, reception: Pick<Reception, 'route'>): void {
  const count = app.createRateLimit();
  app.addHook('onRequest', async (request, reply) => {
    const { url } = request.routeOptions;
    if (url !== undefined && !request.is404) reception.route(request.raw, url);
    const rate = await count(request);
    if (!rate.isAllowed && rate.isExceeded) {
      errors.answer(request, reply.header('retry-after', rate.ttlInSeconds), 429);
      return reply;
    }
    if (!request.is404) return;
    errors.answer(request, reply, 404);
    return reply;
  });
}

/** Notes what the rooms expose; afterwards, other methods of the same paths can be refused as such. */
function watchRoutes(
  app: FastifyInstance,
  errors: ErrorAnswers,
): { exposed: Exposed[]; refuseOtherMethods(): void } {
  const exposed: Exposed[] = [];
  let ours = false;
  app.addHook('onRoute', ({ method, url }) => {
    if (ours) return;
    const known = exposed.find(({ path }) => path === url);
    const methods = [method].flat();
    if (known === undefined) exposed.push({ path: url, methods });
    else known.methods.push(...methods.filter((one) => !known.methods.includes(one)));
  });
  return {
    exposed,
    refuseOtherMethods: () => {
      ours = true;
      for (const { path, methods } of exposed) {
        const others = EVERY_METHOD.filter((method) => !methods.includes(method));
        if (others.length === 0) continue;
        app.route({
          method: others,
          url: path,
          exposeHeadRoute: false,
          onRequest: async (request, reply) => {
            errors.answer(request, reply.header('allow', methods.join(', ')), 405);
            return reply;
          },
          handler: async (_request, reply) => reply,
        });
      }
    },
  };
}
