import { z } from 'zod';
import { type Endpoint, endpointSchema, isDirectory, isWrite } from './endpoints.ts';

/** Every way in which the stand-in can misbehave. */
export const FAULT_NAMES = [
  // Google refuses for a while
  'userRateLimit',
  'quotaExceeded',
  'rateLimit',
  'serverError',
  // Google refuses for good
  'forbidden',
  'apiDisabled',
  'domainBlocked',
  'tokenRejected',
  'invalidGrant',
  'countMissing',
  // pages that are not what they should be
  'deadToken',
  'deadTokenBackend',
  'missingNextToken',
  'duplicates',
  'emptyFirstPage',
  'shrunkenFleet',
  'hugePage',
  'unknownFields',
  'countOff',
  'garbageJson',
  'captivePortal',
  // writes that are refused, or whose outcome nobody is told
  'writeQuota',
  'writeError',
  'conditionNotMet',
  'licenceExhausted',
  'lostRequest',
  'lostAnswer',
  'patchIgnored',
  'moveIgnored',
  // devices that do not do what they are told
  'commandsFail',
  'commandsIgnored',
  'commandsLate',
  'commandsExpire',
  'commandGone',
  // the network
  'networkCut',
  'cutBody',
  'slow',
  // the surroundings
  'wrongClock',
  'narrowedRole',
] as const;

const whereSchema = z.union([endpointSchema, z.enum(['any', 'directory', 'oauth', 'write'])]);
type Where = z.infer<typeof whereSchema>;

/** One fault and when it strikes. Without `atPage`, `every`, `after` and `times` it strikes every time. */
export const faultSchema = z.object({
  name: z.enum(FAULT_NAMES),
  endpoint: whereSchema.optional(),
  /** Only at this page of a listing; the first is 1. */
  atPage: z.number().int().min(1).optional(),
  /** Only at every so many matching requests. */
  every: z.number().int().min(1).optional(),
  /** Not at the first so many matching requests. */
  after: z.number().int().min(0).optional(),
  /** So many times, then never again. */
  times: z.number().int().min(1).optional(),
  /** serverError and writeError: 500, 502, 503 or 504. Default 503. */
  status: z.number().int().min(500).max(599).optional(),
  /** rateLimit and serverError: the Retry-After header. writeQuota: answers 429 with it instead of 403. */
  retryAfterSeconds: z.number().int().min(0).optional(),
  /**
   * slow: how long to wait. wrongClock: how far ahead the server's clock is; negative for behind. commandsLate:
   * how long devices take to answer.
   */
  milliseconds: z.number().optional(),
  /** shrunkenFleet: the part of the fleet that is still listed, 0 to 1. */
  share: z.number().min(0).max(1).optional(),
  /**
   * countOff: how much the count is wrong. duplicates: how many records come again. writeQuota: how many writes there
   * may be in any minute.
   */
  amount: z.number().int().optional(),
  /** narrowedRole: the unit beyond which nothing is seen. */
  orgUnitPath: z.string().optional(),
  /** writeError: what was asked for is done all the same. */
  tookEffect: z.boolean().optional(),
});
export type Fault = z.infer<typeof faultSchema>;
export type FaultName = Fault['name'];

const USUAL_PLACE: Partial<Record<FaultName, Where>> = {
  forbidden: 'directory',
  apiDisabled: 'directory',
  domainBlocked: 'directory',
  tokenRejected: 'directory',
  invalidGrant: 'token',
  countMissing: 'count',
  countOff: 'count',
  writeQuota: 'write',
  writeError: 'write',
  conditionNotMet: 'write',
  licenceExhausted: 'batchChangeStatus',
  lostRequest: 'write',
  lostAnswer: 'write',
  patchIgnored: 'write',
  moveIgnored: 'write',
  commandsFail: 'issueCommand',
  commandsIgnored: 'issueCommand',
  commandsLate: 'issueCommand',
  commandsExpire: 'issueCommand',
  commandGone: 'command',
  captivePortal: 'any',
  networkCut: 'any',
  slow: 'any',
};

/** Where and when a request asks whether something goes wrong. `page` is 0 outside a listing. */
export interface Occasion {
  readonly endpoint: Endpoint;
  readonly page: number;
}

/** The faults that are switched on, and how often each has struck. One of each name at a time. */
export class Faults {
  readonly #active = new Map<FaultName, { fault: Fault; seen: number; struck: number }>();

  /** Switches a fault on, in place of an earlier one of the same name. */
  set(fault: Fault): void {
    this.#active.set(fault.name, { fault, seen: 0, struck: 0 });
  }

  /** Switches one fault off, or all. */
  clear(name?: FaultName): void {
    if (name === undefined) this.#active.clear();
    else this.#active.delete(name);
  }

  list(): Fault[] {
    return [...this.#active.values()].map((entry) => entry.fault);
  }

  /** How often a fault has struck since it was switched on. */
  struck(name: FaultName): number {
    return this.#active.get(name)?.struck ?? 0;
  }

  /** The fault if it is switched on, for faults that hold rather than strike. */
  standing(name: FaultName): Fault | undefined {
    return this.#active.get(name)?.fault;
  }

  /** The fault if it strikes now. Asking counts as an occasion. */
  strike(name: FaultName, occasion: Occasion): Fault | undefined {
    const entry = this.#active.get(name);
    if (entry === undefined || !matches(entry.fault, occasion)) return undefined;
    entry.seen++;
    const { fault } = entry;
    const turn = entry.seen - (fault.after ?? 0);
    if (turn < 1 || turn % (fault.every ?? 1) !== 0) return undefined;
    if (entry.struck >= (fault.times ?? Number.POSITIVE_INFINITY)) return undefined;
    entry.struck++;
    return fault;
  }
}

function matches(fault: Fault, { endpoint, page }: Occasion): boolean {
  if (fault.atPage !== undefined && fault.atPage !== page) return false;
  const where = fault.endpoint ?? USUAL_PLACE[fault.name] ?? 'list';
  if (where === 'any') return true;
  if (where === 'directory') return isDirectory(endpoint);
  if (where === 'write') return isWrite(endpoint);
  if (where === 'oauth') return ['authorize', 'token', 'revoke', 'certs'].includes(endpoint);
  return where === endpoint;
}
