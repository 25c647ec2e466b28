import { type ActionSpec, ANNOTATIONS, type Annotation, type Target } from '../../../electron/bridge/domain';

/** One value of a device before a command and as the command wants it; null: none. */
export interface ValueChange {
  field: Annotation | 'unit';
  before: string | null;
  after: string | null;
}

/** What a command changes on a device, from what was frozen; empty for actions that change no value. */
export function changesOf(
  spec: ActionSpec,
  { facts, change }: Pick<Target, 'facts' | 'change'>,
): ValueChange[] {
  if (spec.action === 'move_unit') {
    return [{ field: 'unit', before: facts.orgUnitPath, after: spec.orgUnitPath }];
  }
  if (spec.action !== 'annotate') return [];
  const wanted = change ?? spec.changes ?? {};
  return ANNOTATIONS.flatMap((field) => {
    const after = wanted[field];
    if (after === undefined) return [];
    return [{ field, before: facts.annotations[field], after: after === '' ? null : after }];
  });
}
