import { ANNOTATION_LIMITS, ANNOTATIONS, type Annotation, type AnnotationChange } from './action.ts';
import type { Annotations } from './command.ts';

/** The fields a change names. */
function fieldsOf(change: AnnotationChange): Annotation[] {
  return ANNOTATIONS.filter((field) => change[field] !== undefined);
}

/** A cleared field and one that was never filled are the same: providers send neither. */
function holds(current: string | null, wanted: string | undefined): boolean {
  return (current ?? '') === (wanted ?? '');
}

/** True when every field the change names already has its new value. */
export function isWritten(current: Annotations, change: AnnotationChange): boolean {
  return fieldsOf(change).every((field) => holds(current[field], change[field]));
}

/** True when a value is longer than the provider takes (UTF-16 code units). */
export function isTooLong(change: AnnotationChange): boolean {
  return fieldsOf(change).some((field) => (change[field] ?? '').length > ANNOTATION_LIMITS[field]);
}

/**
 * The fields of a change that somebody else has changed since the device was frozen as a target: writing would undo
 * that person’s work unseen. A field that already has the wanted value is no conflict.
 */
export function conflicts(frozen: Annotations, fresh: Annotations, change: AnnotationChange): Annotation[] {
  return fieldsOf(change).filter(
    (field) => !holds(fresh[field], frozen[field] ?? undefined) && !holds(fresh[field], change[field]),
  );
}
