import { inside, oidOf, read, textOf } from '../asn1/read.ts';
import { fieldsOf } from './fields.ts';

/**
 * A value of a certificate’s subject (DER) by its identifier, e.g. `OID.userId`, under which push certificates name their
 * topic; the first where there are several, null where there is none. Throws Malformed.
 */
export function subjectValue(certificate: Uint8Array, id: string): string | null {
  for (const part of inside(read(fieldsOf(certificate).subject))) {
    for (const attribute of inside(part)) {
      const [type, value] = inside(attribute);
      if (oidOf(type) === id) return textOf(value);
    }
  }
  return null;
}
