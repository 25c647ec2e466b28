/** Cryptographic Message Syntax (RFC 5652), as far as devices and profiles need it. */
export interface Cms {
  /**
   * Verifies a detached signature over exactly these bytes: one signer, its certificate embedded, SHA-2 or SHA-1, signing time
   * optional. Answers the signer’s certificate (DER), which it does not judge. Throws `bad_input` (details: field `signature`, problem).
   */
  verifyDetached(
    signature: Uint8Array,
    content: Uint8Array,
  ): { certificate: Uint8Array; signingTime: number | null };
  /**
   * Opens a signed message with its content inside, e.g. a signed profile, and verifies its one signature; the signer’s certificate
   * is not judged, and null where nobody signed. Throws `bad_input`, as above.
   */
  openSigned(message: Uint8Array): { content: Uint8Array; certificate: Uint8Array | null };
  /** Signs content into a message with the service certificate and its chain (DER). */
  sign(content: Uint8Array): Promise<Uint8Array>;
}
