import type { ActionSpec } from '../../model/action.ts';
import type { Selection } from '../../model/action-review.ts';
import { MusterError } from '../../model/errors.ts';
import { badSelection, type Pick, type Reads } from './picks.ts';
import { resolveNames } from './resolve.ts';

const TARGETS_AT_ONCE = 500;

/** What failed or expired of a command, with the change that each was to bring; what a later try has done is refused. */
export async function* byFailures(
  { store }: Reads,
  spec: ActionSpec,
  { commandId, targets }: Extract<Selection, { kind: 'failed' }>,
): AsyncGenerator<Pick[]> {
  const command = await store.commands.get(commandId);
  if (command === null) throw new MusterError('not_found', { command: commandId });
  if (command.spec.action !== spec.action) throw badSelection('another action than the one tried again');
  const wanted = targets === undefined ? null : new Set(targets);
  for (let offset = 0; ; offset += TARGETS_AT_ONCE) {
    const input = {
      commandId,
      states: ['failed' as const, 'expired' as const],
      offset,
      limit: TARGETS_AT_ONCE,
    };
    const { rows } = await store.commands.targets(input);
    const again = rows.filter(({ id }) => wanted === null || wanted.has(id));
    const names = again.map(({ facts }) => ({ by: 'providerId' as const, value: facts.providerId }));
    const resolved = names.length === 0 ? [] : await resolveNames(store.devices, names);
    const providerIds = names.map(({ value }) => value);
    const done = new Set(await store.commands.doneSince({ commandId, providerIds }));
    yield again.map(({ facts, change }, place) => {
      const id = resolved[place]?.id ?? null;
      const given = id === null ? (facts.serial ?? facts.providerId) : null;
      const refusal = done.has(facts.providerId) ? 'done_since' : null;
      return { id, given, serial: null, change, refusal: id === null ? 'vanished' : refusal };
    });
    if (rows.length < TARGETS_AT_ONCE) return;
  }
}
