import { type ActionLimits, actionLimitsSchema } from '../model/action.ts';
import type { ActionServiceDeps } from './contract.ts';

const KEY = 'actions.limits';

/** The admin's limits of this workspace; what was never set, or cannot be read, has its default. */
export async function readLimits({ store }: Pick<ActionServiceDeps, 'store'>): Promise<ActionLimits> {
  const json = await store.settings.get(KEY);
  const kept = actionLimitsSchema.safeParse(JSON.parse(json ?? '{}'));
  return kept.success ? kept.data : actionLimitsSchema.parse({});
}

/** Keeps new limits, and records what changed from what to what. */
export async function writeLimits(
  { store, draft, events }: Pick<ActionServiceDeps, 'store' | 'draft' | 'events'>,
  limits: ActionLimits,
): Promise<void> {
  const before: Record<string, number> = { ...(await readLimits({ store })) };
  await store.settings.set(KEY, JSON.stringify(limits));
  const changes = Object.entries(limits).filter(([name, value]) => before[name] !== value);
  if (changes.length === 0) return;
  const detail = changes.map(([name, value]) => [name, `${before[name]} → ${value}`] as const);
  await store.audit.append(draft('limits.changed', null, Object.fromEntries(detail)));
  events.audit();
}
