import type { DeviceFacts } from './facts.ts';
import { FIELDS } from './fields.ts';
import type { Organisation } from './organisation.ts';

/** Google's two projections of a device: every field, or "only the basic metadata fields". */
export type Projection = 'FULL' | 'BASIC';

/**
 * A device as Google writes it in JSON. The etag is a digest of the full record, so it changes exactly when
 * the record does, whatever the projection. `extra` is further JSON fields, comma first.
 */
export function recordText(
  facts: DeviceFacts,
  organisation: Organisation,
  projection: Projection,
  extra = '',
): string {
  const full = fieldsText(facts, organisation, false) + extra;
  const shown = projection === 'FULL' ? full : fieldsText(facts, organisation, true) + extra;
  return `{"kind":"admin#directory#chromeosdevice","etag":${etagText(organisation.tag, full)}${shown}}`;
}

/** The JSON text of an etag for some content: quoted twice, as Google's are. */
export function etagText(tag: string, content: string): string {
  let left = 0x811c9dc5;
  let right = 0x01234567;
  for (let i = 0; i < content.length; i++) {
    const code = content.charCodeAt(i);
    left = Math.imul(left ^ code, 0x01000193);
    right = Math.imul(right + code, 0x9e3779b1) ^ (right >>> 15);
  }
  return `"\\"${tag}/${(left >>> 0).toString(36)}${(right >>> 0).toString(36)}\\""`;
}

function fieldsText(facts: DeviceFacts, organisation: Organisation, basicOnly: boolean): string {
  let text = '';
  for (const field of FIELDS) {
    if (basicOnly && !field.basic) continue;
    const value = field.write(facts, organisation);
    if (value !== '') text += `,"${field.name}":${value}`;
  }
  return text;
}
