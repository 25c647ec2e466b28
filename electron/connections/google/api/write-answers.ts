import { z } from 'zod';
import { read } from './answers.ts';

/** What batchChangeStatus says about one device. */
export interface StatusResult {
  deviceId: string;
  /** `doubtful`: the device's part of the batch broke in a way that does not say whether it was done. */
  kind: 'done' | 'refused' | 'doubtful';
  message: string | null;
}

/** A command as commands.get tells it; its words are kept as Google writes them. */
export interface DeviceCommand {
  state: string | null;
  result: string | null;
  errorMessage: string | null;
  /** ms UTC by Google's clock. */
  expiresAt: number | null;
}

const text = z.string().nullish();

/** google.rpc.Code: CANCELLED, UNKNOWN, DEADLINE_EXCEEDED, INTERNAL, UNAVAILABLE, DATA_LOSS. */
const DOUBTFUL_CODES: ReadonlySet<number> = new Set([1, 2, 4, 13, 14, 15]);

const batchSchema = z.looseObject({ changeChromeOsDeviceStatusResults: z.array(z.unknown()).nullish() });
/** Either `error` or `response` is set (ChangeChromeOsDeviceStatusResult). */
const resultSchema = z.looseObject({
  deviceId: z.string(),
  error: z.looseObject({ code: z.number().nullish(), message: text }).nullish(),
  response: z.looseObject({}).nullish(),
});

/** Reads the answer of batchChangeStatus; a result that cannot be read is left out. Throws google_bad_answer. */
export function readStatusResults(answer: string): StatusResult[] {
  const { changeChromeOsDeviceStatusResults } = read(batchSchema, answer, 'not the results of a batch');
  return (changeChromeOsDeviceStatusResults ?? []).flatMap((entry) => {
    const result = resultSchema.safeParse(entry);
    return result.success ? [statusResult(result.data)] : [];
  });
}

function statusResult({ deviceId, error, response }: z.output<typeof resultSchema>): StatusResult {
  if (error == null) return { deviceId, kind: response == null ? 'doubtful' : 'done', message: null };
  const code = error.code ?? null;
  const message = error.message || (code === null ? null : String(code));
  return { deviceId, kind: code !== null && DOUBTFUL_CODES.has(code) ? 'doubtful' : 'refused', message };
}

/** An int64, which Google sends as a string of digits. */
const issuedSchema = z.looseObject({
  commandId: z.union([z.string().min(1), z.int().min(0).transform(String)]),
});

/** Reads the answer of issueCommand: the id to follow the command by. Throws google_bad_answer. */
export function readCommandId(answer: string): string {
  return read(issuedSchema, answer, 'no command id').commandId;
}

const commandSchema = z.looseObject({
  state: text,
  commandExpireTime: text,
  commandResult: z.looseObject({ result: text, errorMessage: text }).nullish(),
});

/** Reads the answer of commands.get. Throws google_bad_answer. */
export function readCommand(answer: string): DeviceCommand {
  const { state, commandExpireTime, commandResult } = read(commandSchema, answer, 'not a command');
  const expiresAt = Date.parse(commandExpireTime ?? '');
  return {
    state: state || null,
    result: commandResult?.result || null,
    errorMessage: commandResult?.errorMessage || null,
    expiresAt: Number.isNaN(expiresAt) ? null : expiresAt,
  };
}
