import type { PlistDict } from '../../../model/apple/plist.ts';
import { isMusterError } from '../../../model/errors.ts';
import { writePlist } from '../../../plist/plist.ts';
import type { MdmAnswer } from '../contract.ts';

const NOTHING = new Uint8Array();

/** An answer without content; with 200 it says “taken in”, or “nothing to do”. */
export function bare(status: MdmAnswer['status']): MdmAnswer {
  return { status, type: null, body: NOTHING };
}

/** A property list; commands leave as `application/xml` as well (Apple, MDM Protocol Reference). */
export function plist(body: Uint8Array | PlistDict): MdmAnswer {
  return {
    status: 200,
    type: 'application/xml; charset=UTF-8',
    body: body instanceof Uint8Array ? body : writePlist(body),
  };
}

export function json(value: unknown, status: MdmAnswer['status'] = 200): MdmAnswer {
  return { status, type: 'application/json', body: new TextEncoder().encode(JSON.stringify(value)) };
}

/**
 * Makes a device of iOS 17 or macOS 14 on give up its management; earlier ones take no notice (Apple, mdm/errors,
 * unrecognized.device). 401 would do so for all, and is never used: it is also what a mistake would look like.
 */
export function unrecognized(): MdmAnswer {
  return json(
    { code: 'com.apple.unrecognized.device', description: 'This device is not managed here.' },
    403,
  );
}

/** What a device is told of a fault of ours: it comes again. Nothing it said counts as taken in. */
export function failed(error: unknown): MdmAnswer {
  return bare(passes(error) ? 503 : 500);
}

/** True for what ends by itself or by an admin: a store that is busy or full, a vault that is locked. */
export function passes(error: unknown): boolean {
  return (
    isMusterError(error) &&
    (error.code === 'store_busy' || error.code === 'disk_full' || error.code.startsWith('vault_'))
  );
}
