import {
  ANNOTATION_LIMITS,
  ANNOTATIONS,
  type Annotation,
  type AnnotationChange,
  type Annotations,
} from '../../../../electron/bridge/domain';

/** One annotation in the form: left as it is unless `change` is on. */
export interface DraftField {
  change: boolean;
  value: string;
}
export type AnnotationDraft = Readonly<Record<Annotation, DraftField>>;

/** What the form begins with: the values set before, else the present ones, none of them to be changed. */
export function draftOf(set: AnnotationChange | null, present: Annotations | null): AnnotationDraft {
  const field = (name: Annotation): DraftField => ({
    change: set?.[name] !== undefined,
    value: set?.[name] ?? present?.[name] ?? '',
  });
  return {
    assetId: field('assetId'),
    user: field('user'),
    location: field('location'),
    notes: field('notes'),
  };
}

/** True when the provider would refuse the value for its length (UTF-16 code units). */
export function isTooLong(name: Annotation, value: string): boolean {
  return value.length > ANNOTATION_LIMITS[name];
}

/** The change the form describes; null while it changes nothing or a value is too long. An empty text clears. */
export function changeOf(draft: AnnotationDraft): AnnotationChange | null {
  const change: AnnotationChange = {};
  for (const name of ANNOTATIONS) {
    const { change: wanted, value } = draft[name];
    if (!wanted) continue;
    const text = value.trim();
    if (isTooLong(name, text)) return null;
    change[name] = text;
  }
  return Object.keys(change).length === 0 ? null : change;
}
