/**
 * Why a device stopped. `cut`: the connection broke, by itself or by a mishap; `status`: an answer other than 200;
 * `removed`: the server no longer knows the device, which is unenrolled by it.
 */
export type TroubleKind =
  | 'cut'
  | 'untrusted'
  | 'off'
  | 'not_enrolled'
  | 'profile_invalid'
  | 'profile_replacement'
  | 'scep_failed'
  | 'scep_answer'
  | 'identity'
  | 'status'
  | 'removed'
  | 'answer'
  | 'declined';

/** What a device would put in its log or on its screen. `status`: of HTTP; `failInfo`: of SCEP (RFC 8894 section 3.2.1.4). */
export class DeviceTrouble extends Error {
  readonly kind: TroubleKind;
  readonly step: string;
  readonly status: number | null;
  readonly failInfo: number | null;

  constructor(
    kind: TroubleKind,
    step: string,
    words: string,
    more: { status?: number; failInfo?: number; cause?: unknown } = {},
  ) {
    super(`${step}: ${words}`, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'DeviceTrouble';
    this.kind = kind;
    this.step = step;
    this.status = more.status ?? null;
    this.failInfo = more.failInfo ?? null;
  }
}

/** True for a DeviceTrouble of this kind (any when none is given). */
export function isTrouble(error: unknown, kind?: TroubleKind): error is DeviceTrouble {
  return error instanceof DeviceTrouble && (kind === undefined || error.kind === kind);
}
