/** The files of node-forge that are loaded by themselves: the whole of it takes two frames to load. */

declare module 'node-forge/lib/util.js' {
  import type { util } from 'node-forge';

  const whole: Pick<typeof util, 'createBuffer'>;
  export default whole;
}

declare module 'node-forge/lib/rc2.js' {
  import type { util } from 'node-forge';

  interface Decipher {
    start(iv: string): void;
    update(input: util.ByteStringBuffer): void;
    /** False when the padding is wrong. */
    finish(): boolean;
    readonly output: util.ByteStringBuffer;
  }
  const whole: {
    /** `key` and `iv` as binary strings. */
    createDecryptionCipher(key: string, bits: number): Decipher;
  };
  export default whole;
}
