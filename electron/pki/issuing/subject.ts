import { type Element, inside, oidOf, read, textOf } from '../asn1/read.ts';
import { fieldsOf } from './fields.ts';

/**
 * A value of a certificate’s subject (DER) by its identifier, e.g. `OID.userId`, under which push certificates name their
 * topic; the first where there are several, null where there is none. Throws Malformed.
 */
export function subjectValue(certificate: Uint8Array, id: string): string | null {
  const found = attributesOf(fieldsOf(certificate).subject).find((attribute) => attribute.id === id);
  return found === undefined ? null : textOf(found.value);
}

const SHORT: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'emailAddress',
};

/** A Name (DER) in one line, in its order: `O=Example, CN=Zoé`. Throws Malformed. */
export function nameText(name: Uint8Array): string {
  return attributesOf(name)
    .map(({ id, value }) => `${SHORT[id] ?? id}=${textOf(value)}`)
    .join(', ');
}

function attributesOf(name: Uint8Array): { id: string; value: Element | undefined }[] {
  return inside(read(name))
    .flatMap((part) => inside(part))
    .map((attribute) => {
      const [type, value] = inside(attribute);
      return { id: oidOf(type), value };
    });
}
