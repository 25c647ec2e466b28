/** What the stand-in answers to a request, before faults had their say. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Text, or pieces of text: encoding a big page piece by piece saves copying it as a whole. */
  readonly body: string | readonly string[];
  /** Send only this part (0 to 1) of the body, then close the connection. */
  readonly cutAfter?: number;
}

/** What the stand-in is asked. */
export interface Ask {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** The body as it came; empty where there was none. */
  readonly body: string;
  /** The fields of a body that is a form. */
  readonly form: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

const JSON_HEADERS = { 'content-type': 'application/json; charset=UTF-8', 'cache-control': 'private' };

/** A JSON answer. */
export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Answer {
  return { status, body: JSON.stringify(value), headers: { ...JSON_HEADERS, ...headers } };
}

/** An answer that says no more than that it was done. */
export const NO_CONTENT: Answer = { status: 204, headers: {}, body: '' };

/** An answer from text, or pieces of text, that is JSON already. */
export function jsonText(body: string | readonly string[]): Answer {
  return { status: 200, body, headers: JSON_HEADERS };
}

/** The body as it goes over the wire. */
export function bodyBytes({ body }: Answer): Buffer {
  return typeof body === 'string'
    ? Buffer.from(body)
    : Buffer.concat(body.map((piece) => Buffer.from(piece)));
}

/** Sends the browser elsewhere. */
export function redirect(location: string): Answer {
  return { status: 302, headers: { location, 'cache-control': 'no-store' }, body: '' };
}

/** One header as text, or undefined. */
export function header(ask: Ask, name: string): string | undefined {
  const value = ask.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
