import type { Refusal } from '../../model/command.ts';
import type { Named } from '../../model/serial-list.ts';
import type { DeviceReads } from '../../store/contract.ts';

/** The device a name stands for, or why it stands for none. */
export interface Resolved {
  id: string | null;
  refusal: Refusal | null;
}

/** Finds the devices of at most 1,000 names, in their order, by exactly what was written. */
export async function resolveNames(
  devices: Pick<DeviceReads, 'bySerials' | 'byProviderIds'>,
  names: readonly Named[],
): Promise<Resolved[]> {
  const valuesBy = (by: Named['by']): string[] => [
    ...new Set(names.filter((name) => name.by === by).map(({ value }) => value)),
  ];
  const serials = valuesBy('serial');
  const providerIds = valuesBy('providerId');
  const found = serials.length === 0 ? [] : await devices.bySerials(serials);
  const known = providerIds.length === 0 ? [] : await devices.byProviderIds(providerIds);
  const bySerial = Map.groupBy(found, ({ serial }) => serial);
  const byProviderId = new Map(known.map(({ providerId, id }) => [providerId, id]));
  return names.map(({ by, value }) => {
    if (by === 'serial') return oneOf(bySerial.get(value) ?? []);
    const id = byProviderId.get(value);
    return id === undefined ? { id: null, refusal: 'unknown_serial' } : { id, refusal: null };
  });
}

/** Serials are not unique: one that several present devices have stands for none of them. */
function oneOf(found: readonly { id: string; vanished: boolean }[]): Resolved {
  const present = found.filter(({ vanished }) => !vanished);
  const candidates = present.length > 0 ? present : found;
  const [first] = candidates;
  if (first === undefined) return { id: null, refusal: 'unknown_serial' };
  return candidates.length === 1
    ? { id: first.id, refusal: null }
    : { id: null, refusal: 'ambiguous_serial' };
}
