import { constants, createHash, generateKeyPairSync, publicEncrypt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { OID } from '../../../electron/pki/asn1/oids.ts';
import { Malformed, read } from '../../../electron/pki/asn1/read.ts';
import * as der from '../../../electron/pki/asn1/write.ts';
import { unwrapKey, wrapKey } from '../../../electron/pki/cms/key-transport.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PKCS1 = read(der.sequence(der.oid(OID.rsaEncryption), der.nothing()));
const OAEP = read(der.sequence(der.oid(OID.rsaOaep)));
const KEY = createHash('sha256').update('key').digest();
const INSTEAD = createHash('sha256').update('instead').digest();

/** `00 02`, padding, `00`, key; then changed, and enciphered as it is. */
function enciphered(change: (block: Buffer) => void = () => {}, key = KEY): Buffer {
  const block = Buffer.alloc(256, 0xa5);
  block.set([0, 2]);
  block[255 - key.length] = 0;
  block.set(key, 256 - key.length);
  change(block);
  return publicEncrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, block);
}
const opened = (bytes: Buffer, algorithm = PKCS1) => unwrapKey(algorithm, bytes, privateKey, INSTEAD);

describe('a content key', () => {
  it('comes out as it went in', () => {
    expect(opened(wrapKey(KEY, publicKey))).toEqual(KEY);
    expect(opened(enciphered())).toEqual(KEY);
    expect(opened(publicEncrypt(publicKey, KEY), OAEP)).toEqual(KEY);
  });

  it.each([
    ['does not begin with a zero', (block: Buffer) => block.writeUInt8(1, 0)],
    ['is padded for a signature', (block: Buffer) => block.writeUInt8(1, 1)],
    ['has a zero in its padding at its begin', (block: Buffer) => block.writeUInt8(0, 2)],
    ['has a zero in its padding at its end', (block: Buffer) => block.writeUInt8(0, 222)],
    ['has no zero before it', (block: Buffer) => block.writeUInt8(1, 223)],
    ['has a zero before it that is nearly one', (block: Buffer) => block.writeUInt8(0x80, 223)],
  ])('is another one, of which nobody knows, when it %s', (_what, change) => {
    expect(opened(enciphered(change))).toEqual(INSTEAD);
  });

  it('is another one when it is shorter or longer than it should be', () => {
    expect(opened(enciphered(undefined, KEY.subarray(1)))).toEqual(INSTEAD);
    expect(opened(enciphered(undefined, Buffer.concat([KEY, Buffer.from([7])])))).toEqual(INSTEAD);
    expect(opened(publicEncrypt(publicKey, KEY.subarray(1)), OAEP)).toEqual(INSTEAD);
  });

  it('is another one when its OAEP is wrong', () => {
    expect(opened(wrapKey(KEY, publicKey), OAEP)).toEqual(INSTEAD);
  });

  it('is refused openly only for what anybody can see', () => {
    expect(() => opened(Buffer.alloc(255, 1))).toThrow(Malformed);
    expect(() => opened(Buffer.alloc(256, 0xff))).toThrow(Malformed);
    const unknown = read(der.sequence(der.oid('1.2.3.4')));
    expect(() => opened(wrapKey(KEY, publicKey), unknown)).toThrow(Malformed);
  });
});
