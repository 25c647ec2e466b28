/// <reference path="./qrcode-core.d.ts" />
import { create } from 'qrcode/lib/core/qrcode.js';
import type { Qr } from '../model/invitation.ts';
import { createRecent } from '../model/recent.ts';
import type { MakeQr } from './contract.ts';

/**
 * The QR code of a text, error correction level M; every run of dark modules in a row is one rectangle of the path. All of
 * it is written in bytes (ISO/IEC 18004 section 7.4.5): to look for shorter ways costs more, and addresses have none.
 */
export const makeQr: MakeQr = (text) => {
  const { size, data } = create([{ data: Buffer.from(text), mode: 'byte' }], {
    errorCorrectionLevel: 'M',
  }).modules;
  let path = '';
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const from = x;
      while (x < size && data[y * size + x]) x++;
      if (x > from) path += `M${from} ${y}h${x - from}v1h-${x - from}z`;
    }
  }
  return { size, path };
};

/** A code takes up to ten kilobytes. */
const MOST = 64;

/** The same, with the codes kept that were asked for last: people look at a page again and again. */
export function createQrs(make: MakeQr = makeQr): MakeQr {
  const recent = createRecent<Qr>(MOST);
  return (text) => recent(text, () => make(text));
}
