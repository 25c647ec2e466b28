import type { ActionSpec, AnnotationChange } from '../../model/action.ts';
import type { Selection } from '../../model/action-review.ts';
import { type AnnotatedDevice, annotatedDevices, isEmptyChange } from '../../model/annotation-list.ts';
import type { Refusal } from '../../model/command.ts';
import { DEFAULT_SORT } from '../../model/device-query.ts';
import { MusterError } from '../../model/errors.ts';
import { namedDevices } from '../../model/serial-list.ts';
import type { Store } from '../../store/contract.ts';
import { byFailures } from './failures.ts';
import { resolveNames } from './resolve.ts';

/** A device an admin picked, before anything is known of it. */
export interface Pick {
  /** Null for a name that stands for no single device. */
  id: string | null;
  given: string | null;
  /** The serial that was written beside the id and must be the device's. */
  serial: string | null;
  change: AnnotationChange | null;
  refusal: Refusal | null;
}

export type Reads = { store: { [Room in 'commands' | 'devices']: Store[Room] } };

/** The most that is looked up at once. */
const STRETCH = 1000;
const IDS_AT_ONCE = 10_000;

/**
 * What a selection stands for, in its order and in stretches of at most 1,000. Throws `bad_input` when it does not
 * go with the action, `list_unreadable`, and `not_found` for a command that is not there.
 */
export function picksOf(deps: Reads, spec: ActionSpec, selection: Selection): AsyncGenerator<Pick[]> {
  if (selection.kind === 'annotations' && (spec.action !== 'annotate' || spec.changes !== null))
    throw badSelection('a CSV of annotations brings the values of an annotate without its own');
  if (selection.kind !== 'annotations' && selection.kind !== 'failed' && isWithoutValues(spec))
    throw badSelection('an annotate needs values');
  switch (selection.kind) {
    case 'ids':
      return byIds(selection.ids);
    case 'filter':
      return byFilter(deps, selection.filter);
    case 'serials':
      return bySerials(deps, selection.text);
    case 'annotations':
      return byAnnotations(deps, selection.text);
    case 'failed':
      return byFailures(deps, spec, selection);
  }
}

function isWithoutValues(spec: ActionSpec): boolean {
  return spec.action === 'annotate' && spec.changes === null;
}

export function badSelection(problem: string): MusterError {
  return new MusterError('bad_input', { field: 'selection', problem });
}

function picked(id: string): Pick {
  return { id, given: null, serial: null, change: null, refusal: null };
}

async function* byIds(ids: readonly string[]): AsyncGenerator<Pick[]> {
  for (const some of stretches(new Set(ids))) yield some.map(picked);
}

async function* byFilter(
  { store }: Reads,
  filter: Extract<Selection, { kind: 'filter' }>['filter'],
): AsyncGenerator<Pick[]> {
  const query = { filter, sort: DEFAULT_SORT };
  // A sync that publishes meanwhile moves rows: a device may then come again, and is taken once.
  const taken = new Set<string>();
  for (let offset = 0; ; offset += IDS_AT_ONCE) {
    const ids = await store.devices.ids({ query, offset, limit: IDS_AT_ONCE });
    const fresh = ids.filter((id) => !taken.has(id));
    for (const id of fresh) taken.add(id);
    yield* byIds(fresh);
    if (ids.length < IDS_AT_ONCE) return;
  }
}

async function* bySerials({ store }: Reads, text: string): AsyncGenerator<Pick[]> {
  for (const names of stretches(namedDevices(text))) {
    const resolved = await resolveNames(store.devices, names);
    yield names.map(({ value }, place) => ({
      ...(resolved[place] ?? { id: null, refusal: 'unknown_serial' }),
      given: value,
      serial: null,
      change: null,
    }));
  }
}

async function* byAnnotations({ store }: Reads, text: string): AsyncGenerator<Pick[]> {
  for (const lines of stretches(annotatedDevices(text))) {
    const resolved = await resolveNames(
      store.devices,
      lines.map(({ named }) => named),
    );
    yield lines.map((line, place) => {
      const { id, refusal } = resolved[place] ?? { id: null, refusal: 'unknown_serial' as const };
      const { named, serial, change } = line;
      return { id, given: named.value, serial, change, refusal: refusal ?? refusalOf(line) };
    });
  }
}

function refusalOf({ tooLong, change }: AnnotatedDevice): Refusal | null {
  if (tooLong) return 'value_too_long';
  return isEmptyChange(change) ? 'already' : null;
}

function* stretches<T>(all: Iterable<T>): Generator<T[]> {
  let some: T[] = [];
  for (const one of all) {
    some.push(one);
    if (some.length < STRETCH) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}
