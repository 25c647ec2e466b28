import { MusterError } from '../model/errors.ts';
import type { MakeQr } from './contract.ts';

/** The QR code of a text, error correction level M. */
export const makeQr: MakeQr = () => {
  throw new MusterError('not_available');
};
