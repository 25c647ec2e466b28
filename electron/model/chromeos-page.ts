import { z } from 'zod';
import { type ChromeosRecord, chromeosRecordSchema } from './chromeos-record.ts';
import { MusterError } from './errors.ts';

const pageSchema = z.looseObject({
  chromeosdevices: z.array(z.unknown()).nullish(),
  nextPageToken: z.string().nullish(),
});

/** A record as Google sent it; only its two names are looked at before it is known to be needed. */
export type RawRecord = Record<string, unknown> & { deviceId: string };

export interface ChromeosPage {
  records: RawRecord[];
  /** Null on the last page. */
  nextPageToken: string | null;
}

/** Reads the answer of chromeosdevices.list. Throws `google_bad_answer` when it is not one. */
export function parseChromeosPage(text: string): ChromeosPage {
  const page = pageSchema.safeParse(parseJson(text));
  if (!page.success) throw badAnswer('not a page of devices');
  const { chromeosdevices, nextPageToken } = page.data;
  return { records: (chromeosdevices ?? []).map(identified), nextPageToken: nextPageToken || null };
}

/** Reads the answer of chromeosdevices.get. Throws `google_bad_answer` when it is not a device. */
export function parseChromeosDevice(text: string): RawRecord {
  return identified(parseJson(text));
}

/** The columns of a record; its malformed fields are null. Throws `google_bad_answer` without a device id. */
export function readRecord(raw: RawRecord): ChromeosRecord {
  const record = chromeosRecordSchema.safeParse(raw);
  if (!record.success) throw badAnswer('a device without an id');
  return record.data;
}

function identified(value: unknown): RawRecord {
  if (!isRawRecord(value)) throw badAnswer('a device without an id');
  return value;
}

function isRawRecord(value: unknown): value is RawRecord {
  if (typeof value !== 'object' || value === null || !('deviceId' in value)) return false;
  return typeof value.deviceId === 'string' && value.deviceId !== '';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new MusterError('google_bad_answer', { reason: 'not JSON' }, error);
  }
}

function badAnswer(reason: string): MusterError {
  return new MusterError('google_bad_answer', { reason });
}
