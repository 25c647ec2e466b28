import { z } from 'zod';
import { MusterError } from '../model/errors.ts';
import { type AppleWorld, demoDeviceSchema, demoPushSchema, demoRegistrationSchema } from './apple/world.ts';
import type { DemoControl } from './control.ts';
import { FAULT_NAMES, faultSchema } from './faults.ts';
import { overlaySchema } from './fleet/changes.ts';
import { journalEntrySchema } from './journal.ts';
import { effectSchema } from './ledger.ts';
import { serviceAccountKeySchema } from './oauth/keys.ts';
import type { DemoOrganisation } from './server.ts';

/** The control of an organisation that runs elsewhere: the same methods, each answering later. */
export type RemoteControl = {
  [Method in keyof DemoControl]: (
    ...args: Parameters<DemoControl[Method]>
  ) => Promise<ReturnType<DemoControl[Method]>>;
};

const texts = z.array(z.string());
const nothing = z.tuple([]);
const one = { text: z.tuple([z.string()]), count: z.tuple([z.number()]) };
const query = z.tuple([z.string().optional()]);
const faultName = z.enum(FAULT_NAMES);

const appleWhereSchema = z.object({ root: z.string(), address: z.string() });

type Run = (organisation: DemoOrganisation, args: unknown) => unknown;

const COMMANDS: Readonly<Record<string, Run>> = {
  addDevices: ({ control }, args) => control.addDevices(...one.count.parse(args)),
  removeDevices: ({ control }, args) => control.removeDevices(...one.count.parse(args)),
  removeDevice: ({ control }, args) => control.removeDevice(...one.text.parse(args)),
  touch: ({ control }, args) => control.touch(...one.count.parse(args)),
  moveDevice: ({ control }, args) => control.moveDevice(...z.tuple([z.string(), z.string()]).parse(args)),
  setStatus: ({ control }, args) => control.setStatus(...z.tuple([z.string(), z.string()]).parse(args)),
  annotate: ({ control }, args) => control.annotate(...z.tuple([z.string(), overlaySchema]).parse(args)),
  reenroll: ({ control }, args) => control.reenroll(...one.text.parse(args)),
  cancelCommand: ({ control }, args) => control.cancelCommand(...one.text.parse(args)),
  renameUnit: ({ control }, args) => control.renameUnit(...z.tuple([z.string(), z.string()]).parse(args)),
  setRole: ({ control }, args) => control.setRole(...z.tuple([z.string().nullable()]).parse(args)),
  delegateScopes: ({ control }, args) => control.delegateScopes(...z.tuple([texts]).parse(args)),
  setFault: ({ control }, args) => control.setFault(...z.tuple([faultSchema]).parse(args)),
  clearFault: ({ control }, args) => control.clearFault(...z.tuple([faultName.optional()]).parse(args)),
  struck: ({ control }, args) => control.struck(...z.tuple([faultName]).parse(args)),
  advance: ({ control }, args) => control.advance(...one.count.parse(args)),
  expirePageTokens: ({ control }, args) => control.expirePageTokens(...nothing.parse(args)),
  expireAccessTokens: ({ control }, args) => control.expireAccessTokens(...nothing.parse(args)),
  endSessions: ({ control }, args) => control.endSessions(...nothing.parse(args)),
  deviceIds: ({ control }, args) => control.deviceIds(...query.parse(args)),
  count: ({ control }, args) => control.count(...query.parse(args)),
  record: ({ control }, args) => control.record(...one.text.parse(args)),
  journal: ({ control }, args) => control.journal(...nothing.parse(args)),
  clearJournal: ({ control }, args) => control.clearJournal(...nothing.parse(args)),
  effects: ({ control }, args) => control.effects(...nothing.parse(args)),
  writesPerMinuteSeen: ({ control }, args) => control.writesPerMinuteSeen(...nothing.parse(args)),
  appleOpen: async ({ apple }, args) => (await apple.open(...z.tuple([appleWhereSchema]).parse(args))).push,
  appleIssue: ({ apple }, args) => apple.need().issue(...z.tuple([z.string(), z.string()]).parse(args)),
  appleRegister: ({ apple }, args) => apple.need().register(...z.tuple([demoRegistrationSchema]).parse(args)),
  appleDevices: ({ apple }) => apple.need().devices(),
  serviceAccountKey: (organisation) => organisation.serviceAccountKey(),
  setOnline: (organisation, args) => organisation.setOnline(...z.tuple([z.boolean()]).parse(args)),
  stop: (organisation) => organisation.stop(),
};

/**
 * Runs a command that came from outside: the name of a method and its arguments. Throws MusterError
 * `unknown_method`, or `bad_input` for arguments that do not fit.
 */
export async function runCommand(
  organisation: DemoOrganisation,
  method: string,
  args: unknown,
): Promise<unknown> {
  const run = Object.hasOwn(COMMANDS, method) ? COMMANDS[method] : undefined;
  if (run === undefined) throw new MusterError('unknown_method', { method });
  try {
    return await run(organisation, args);
  } catch (error) {
    if (error instanceof z.ZodError)
      throw new MusterError('bad_input', { method, reason: z.prettifyError(error) }, error);
    throw error;
  }
}

/** Sends a command to where the organisation runs and brings back its result. */
export type Send = (method: string, args: readonly unknown[]) => Promise<unknown>;

/** The organisation's control over a connection; every result is checked when it arrives. */
export function remoteControl(send: Send): RemoteControl {
  const call = async <T>(method: string, args: readonly unknown[], result: z.ZodType<T>): Promise<T> =>
    result.parse(await send(method, args));
  const done = z.undefined();
  return {
    addDevices: (...args) => call('addDevices', args, texts),
    removeDevices: (...args) => call('removeDevices', args, texts),
    removeDevice: (...args) => call('removeDevice', args, done),
    touch: (...args) => call('touch', args, z.number()),
    moveDevice: (...args) => call('moveDevice', args, done),
    setStatus: (...args) => call('setStatus', args, done),
    annotate: (...args) => call('annotate', args, done),
    reenroll: (...args) => call('reenroll', args, done),
    cancelCommand: (...args) => call('cancelCommand', args, done),
    renameUnit: (...args) => call('renameUnit', args, done),
    setRole: (...args) => call('setRole', args, done),
    delegateScopes: (...args) => call('delegateScopes', args, done),
    setFault: (...args) => call('setFault', args, done),
    clearFault: (...args) => call('clearFault', args, done),
    struck: (...args) => call('struck', args, z.number()),
    advance: (...args) => call('advance', args, done),
    expirePageTokens: (...args) => call('expirePageTokens', args, done),
    expireAccessTokens: (...args) => call('expireAccessTokens', args, done),
    endSessions: (...args) => call('endSessions', args, done),
    deviceIds: (...args) => call('deviceIds', args, texts),
    count: (...args) => call('count', args, z.number()),
    record: (...args) => call('record', args, z.string()),
    journal: (...args) => call('journal', args, z.array(journalEntrySchema)),
    clearJournal: (...args) => call('clearJournal', args, done),
    effects: (...args) => call('effects', args, z.array(effectSchema)),
    writesPerMinuteSeen: (...args) => call('writesPerMinuteSeen', args, z.number()),
  };
}

/** Apple’s world of an organisation that runs elsewhere. */
export interface RemoteApple {
  open(where: z.infer<typeof appleWhereSchema>): Promise<AppleWorld['push']>;
  issue: AppleWorld['issue'];
  register: AppleWorld['register'];
  devices(): Promise<ReturnType<AppleWorld['devices']>>;
}

export function remoteApple(send: Send): RemoteApple {
  return {
    open: async (where) => demoPushSchema.parse(await send('appleOpen', [where])),
    issue: async (csr, topic) => z.string().parse(await send('appleIssue', [csr, topic])),
    register: async (wish) => demoDeviceSchema.parse(await send('appleRegister', [wish])),
    devices: async () => z.array(demoDeviceSchema).parse(await send('appleDevices', [])),
  };
}

/** What can be asked of an organisation besides its control. */
export function remoteOrganisation(send: Send): Pick<DemoOrganisation, 'serviceAccountKey' | 'setOnline'> {
  return {
    serviceAccountKey: async () => serviceAccountKeySchema.parse(await send('serviceAccountKey', [])),
    setOnline: async (online) => {
      await send('setOnline', [online]);
    },
  };
}
