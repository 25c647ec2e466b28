/**
 * The moments of a device’s talk with its server. A report is `Idle` or `report:` with the RequestType it answers; a Mac user’s
 * steps begin with `user:`.
 */
export type Step = string;

/** What a device can do wrong, or suffer, at one request. Each happens once. */
export interface RequestMishap {
  /** The connection breaks before anything leaves. */
  readonly before?: boolean;
  /** The request arrives, its answer is lost. */
  readonly after?: boolean;
  /** Milliseconds the device takes over it. */
  readonly delayMs?: number;
  /** Changes the body before it is signed. */
  readonly body?: (body: Uint8Array) => Uint8Array;
  /** Changes the body after it was signed. */
  readonly tamper?: (body: Uint8Array) => Uint8Array;
  /** Changes the headers. */
  readonly headers?: (headers: Record<string, string>) => Record<string, string>;
}

/** How a command is answered instead of being carried out. */
export type ScriptedAnswer =
  | { readonly status: 'NotNow' }
  | { readonly status: 'CommandFormatError' }
  | {
      readonly status: 'Error';
      readonly errors?: readonly { code: number; domain: string; words: string }[];
    };

/** What is to go wrong, set by whoever plays with the device. */
export class Mishaps {
  readonly #requests = new Map<Step, RequestMishap[]>();
  readonly #answers = new Map<string, ScriptedAnswer[]>();

  /** The next request of this step never leaves. */
  cutBefore(step: Step): void {
    this.at(step, { before: true });
  }

  /** The next request of this step arrives, and its answer never does. */
  cutAfter(step: Step): void {
    this.at(step, { after: true });
  }

  /** Whatever happens to the next request of this step; several are used in turn. */
  at(step: Step, mishap: RequestMishap): void {
    this.#requests.set(step, [...(this.#requests.get(step) ?? []), mishap]);
  }

  /** The next commands of this type are answered so, one after the other. */
  answer(requestType: string, ...answers: readonly ScriptedAnswer[]): void {
    this.#answers.set(requestType, [...(this.#answers.get(requestType) ?? []), ...answers]);
  }

  /** Takes the mishap of a request, if there is one. */
  takeRequest(step: Step): RequestMishap | null {
    return this.#requests.get(step)?.shift() ?? null;
  }

  /** Takes the answer a command is to get, if there is one. */
  takeAnswer(requestType: string): ScriptedAnswer | null {
    return this.#answers.get(requestType)?.shift() ?? null;
  }
}
