import { MusterError } from '../model/errors.ts';
import { type ListenerOverview, listenerSettingsSchema } from '../model/listener.ts';
import type { CliContext } from './context.ts';

/** Where to listen, as options say it; what is absent stays as it is. */
export interface ListenOptions {
  interface?: string;
  port?: number;
  devicesPort?: number;
  name?: string;
  publicPort?: number;
}

const OPTION_OF: Readonly<Record<string, string>> = {
  host: '--interface',
  peoplePort: '--port',
  devicesPort: '--devices-port',
  publicName: '--name',
  publicPort: '--public-port',
};

/** What is wrong with the others, the schema says. */
const PROBLEMS: readonly string[] = ['host', 'publicName', 'same_port'];

/** The settings with what the options say put in. Throws `bad_input` naming the option at fault, and what is wanted. */
export function settingsFrom(
  { words }: CliContext,
  before: ListenerOverview['settings'],
  options: ListenOptions,
): ListenerOverview['settings'] {
  const asked = {
    ...before,
    ...(options.interface === undefined ? {} : { host: options.interface }),
    ...(options.port === undefined ? {} : { peoplePort: options.port }),
    ...(options.devicesPort === undefined ? {} : { devicesPort: options.devicesPort }),
    ...(options.name === undefined ? {} : { publicName: options.name }),
    ...(options.publicPort === undefined ? {} : { publicPort: options.publicPort }),
  };
  const parsed = listenerSettingsSchema.safeParse(asked);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = String(issue?.path[0] ?? '');
  const message = issue?.message ?? '';
  const known = PROBLEMS.find((one) => one === field || one === message);
  const problem = known === undefined ? message : words.t(`cli:listen.problem.${known}`);
  throw new MusterError('bad_input', { field: OPTION_OF[field] ?? field, problem });
}
