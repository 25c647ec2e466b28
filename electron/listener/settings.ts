import { MusterError } from '../model/errors.ts';
import { DEFAULT_LISTENER, type ListenerSettings, listenerSettingsSchema } from '../model/listener.ts';
import type { SettingsRepository } from '../store/contract.ts';

const KEY = 'listener';

/** What is kept; the standard settings when there are none, or when they are not readable any more. */
export async function readSettings(settings: Pick<SettingsRepository, 'get'>): Promise<ListenerSettings> {
  const text = await settings.get(KEY);
  if (text === null) return DEFAULT_LISTENER;
  const parsed = listenerSettingsSchema.safeParse(readJson(text));
  return parsed.success ? parsed.data : DEFAULT_LISTENER;
}

export async function writeSettings(
  settings: Pick<SettingsRepository, 'set'>,
  value: ListenerSettings,
): Promise<void> {
  await settings.set(KEY, JSON.stringify(value));
}

/** Throws bad_input with the first field at fault. */
export function checkSettings(value: ListenerSettings): ListenerSettings {
  const parsed = listenerSettingsSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new MusterError('bad_input', {
    field: issue?.path.join('.') ?? '',
    problem: issue?.message ?? '',
  });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
