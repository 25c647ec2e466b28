import { setImmediate as turn } from 'node:timers/promises';
import { OID } from '../asn1/oids.ts';
import * as der from '../asn1/write.ts';
import { authorityKeyIdentifier, extension } from './extensions.ts';
import { type SigningKey, signed } from './signing.ts';

/** Entries that are encoded before others have their turn on this thread. */
const AT_ONCE = 500;

export interface ListDraft {
  /** DER of a Name. */
  issuer: Uint8Array;
  /** The issuer’s SPKI, DER. */
  issuerKey: Uint8Array;
  number: number;
  /** ms UTC. */
  thisUpdate: number;
  nextUpdate: number;
  /** Serials in hex. */
  revoked: readonly { serial: string; revokedAt: number; reason: number | null }[];
}

/** A revocation list of version 2 (RFC 5280 section 5.1), DER. */
export async function signRevocationList(draft: ListDraft, key: SigningKey): Promise<Buffer> {
  const entries: Buffer[] = [];
  for (let start = 0; start < draft.revoked.length; start += AT_ONCE) {
    if (start > 0) await turn();
    entries.push(Buffer.concat(draft.revoked.slice(start, start + AT_ONCE).map(entryOf)));
  }
  const extensions = der.sequence(
    authorityKeyIdentifier(draft.issuerKey),
    extension(OID.crlNumber, der.integer(draft.number)),
  );
  return signed(
    (algorithm) =>
      der.sequence(
        der.integer(1),
        algorithm,
        draft.issuer,
        der.time(draft.thisUpdate),
        der.time(draft.nextUpdate),
        // An empty list is not written at all (section 5.1.2.6).
        ...(entries.length === 0 ? [] : [der.sequence(...entries)]),
        der.explicit(0, extensions),
      ),
    key,
  );
}

function entryOf({ serial, revokedAt, reason }: ListDraft['revoked'][number]): Buffer {
  const parts = [der.integer(Buffer.from(serial, 'hex')), der.time(revokedAt)];
  // “Unspecified” is said by saying nothing (section 5.3.1).
  if (reason !== null && reason !== 0) {
    parts.push(der.sequence(extension(OID.reasonCode, der.enumerated(reason))));
  }
  return der.sequence(...parts);
}
