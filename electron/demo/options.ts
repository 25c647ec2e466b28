import { z } from 'zod';
import { hashText, mix } from './fleet/dice.ts';

/** The largest fleet it makes. */
export const MOST_DEVICES = 2_000_000;

/** How to make a demo organisation. Everything has a default; the same options make the same organisation. */
export const demoOptionsSchema = z.object({
  seed: z.string().default('riverside'),
  /** Devices of the first fleet, deprovisioned ones included. */
  devices: z.number().int().min(0).max(MOST_DEVICES).default(2500),
  /** 0 lets the system choose. */
  port: z.number().int().min(0).max(65_535).default(0),
  /** Where its mail server should listen; another one where that is taken. */
  smtpPort: z.number().int().min(0).max(65_535).default(0),
  name: z.string().min(1).default('Riverside Schools'),
  domain: z.string().min(3).default('riverside.example'),
  /** By default made from the seed. */
  customerId: z.string().optional(),
  /** The largest `maxResults` the server takes: Google documents 300, and enforced 200 in 2019. */
  maxResults: z.union([z.literal(200), z.literal(300)]).default(300),
  /** Whether a list without `query` includes deprovisioned devices: undocumented, so both can be had. */
  listDeprovisioned: z.boolean().default(false),
  /** What a page token answers once it is too old. */
  deadTokenAnswer: z.enum(['backendError', 'invalidInput']).default('backendError'),
  pageTokenMinutes: z.number().positive().default(60),
  accessTokenSeconds: z.number().int().positive().default(3599),
  /** Compress answers for clients that ask for it. Costs several milliseconds a page. */
  gzip: z.boolean().default(false),
  /** Nothing changes by itself: devices stay as they are when the organisation starts. */
  frozen: z.boolean().default(false),
  /** Every device does what a command says within half a minute; otherwise some are late, fail or are off. */
  obedient: z.boolean().default(false),
  /** A file that keeps what is done to the organisation, across restarts and between programs that share it. */
  stateFile: z.string().min(1).optional(),
});

/** Options as a caller gives them. */
export type DemoOptions = z.input<typeof demoOptionsSchema>;
/** Options with their defaults. */
export type DemoSettings = z.output<typeof demoOptionsSchema> & { customerId: string };

/** Fills in the defaults; throws a ZodError for a value that makes no sense. */
export function settingsOf(options: DemoOptions): DemoSettings {
  const parsed = demoOptionsSchema.parse(options);
  const usual = parsed.seed === 'riverside' ? 'C03riv7x2' : `C0${mix(hashText(parsed.seed)).toString(36)}`;
  return { ...parsed, customerId: parsed.customerId ?? usual };
}
