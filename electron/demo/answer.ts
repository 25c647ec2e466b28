/** What the stand-in answers to a request, before faults had their say. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Send only this part (0 to 1) of the body, then close the connection. */
  readonly cutAfter?: number;
}

/** What the stand-in is asked. */
export interface Ask {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** The form fields of a POST. */
  readonly form: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** A JSON answer from a value or from text that is JSON already. */
export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Answer {
  const body = typeof value === 'string' ? value : JSON.stringify(value);
  return {
    status,
    body,
    headers: { 'content-type': 'application/json; charset=UTF-8', 'cache-control': 'private', ...headers },
  };
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
