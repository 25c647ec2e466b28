import { type Element, expected, inside, Malformed, oidOf } from '../asn1/read.ts';
import * as der from '../asn1/write.ts';

/** What a signer says beside the content (RFC 5652 section 5.3). */
export interface Attributes {
  /**
   * What is hashed: a SET OF under its own tag instead of `[0]` (section 5.4). The attributes stay in the order in which they
   * came, for DER has one order alone and a signer who keeps another has hashed that.
   */
  signed: Uint8Array;
  /** The one value of an attribute; undefined when it is not there. Throws Malformed when it comes twice or has several values. */
  value(id: string): Element | undefined;
}

/** Reads `[0] IMPLICIT SET OF Attribute`. Throws Malformed. */
export function readAttributes(element: Element): Attributes {
  const all = inside(element).map((attribute) => {
    const [type, values] = inside(attribute);
    return { id: oidOf(type), values: inside(expected(values, 0x31)) };
  });
  return {
    signed: der.set(element.content),
    value: (id) => {
      const values = all.filter((attribute) => attribute.id === id).flatMap((attribute) => attribute.values);
      if (values.length > 1) throw new Malformed('an attribute has several values');
      return values[0];
    },
  };
}

/** An Attribute of one value, which is DER. */
export function attribute(id: string, value: Uint8Array): Buffer {
  return der.sequence(der.oid(id), der.set(value));
}
