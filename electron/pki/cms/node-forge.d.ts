/** The file of node-forge that is loaded by itself: the whole of it takes two frames to load. */

declare module 'node-forge/lib/des.js' {
  import type { util } from 'node-forge';

  interface Decipher {
    /** `iv` as a binary string. */
    start(iv: string): void;
    update(input: util.ByteStringBuffer): void;
    /** False when the padding is wrong. */
    finish(): boolean;
    readonly output: util.ByteStringBuffer;
  }
  const whole: {
    /** `key` as a binary string; single DES when it has 8 bytes. */
    createDecryptionCipher(key: string, mode: 'CBC'): Decipher;
  };
  export default whole;
}
