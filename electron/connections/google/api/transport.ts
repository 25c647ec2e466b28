import type { admin_directory_v1 } from 'googleapis/build/src/apis/admin/directory_v1.js';
import type { MethodOptions } from 'googleapis-common';
import type { Fetch } from '../../../model/ports.ts';
import { BrokenAnswer, type GoogleAnswer, NeverLeft } from '../retry/answer.ts';

type Admin = admin_directory_v1.Admin;

/** One call of the generated client: which method, with which parameters. */
export type Call = (
  admin: Admin,
  options: MethodOptions,
) => Promise<{ status: number; headers: unknown; data: unknown }>;

/**
 * Sends one call, once; rejects only when no whole answer arrives: with `NeverLeft` when nothing was sent at all,
 * `BrokenAnswer` when an answer had begun, else with what the network said.
 */
export type Transport = (call: Call, token: string, signal: AbortSignal | undefined) => Promise<GoogleAnswer>;

export interface TransportOptions {
  /** Ends with a slash, e.g. `https://admin.googleapis.com/`. */
  rootUrl: string;
  /** Must send no request a second time by itself (Node's does not; Chromium's network stack does, POST too). */
  fetch: Fetch;
  /** An answer that is not whole after this time counts as none. */
  timeoutMs: number;
}

/**
 * The Directory API's generated client with our network under it. The client only builds requests: answers come
 * back as text whatever their status, nothing is retried, no redirect carries our token elsewhere. The client is
 * loaded at the first call (50 ms), so that starting the program does not pay for it.
 */
export function createTransport({ rootUrl, fetch, timeoutMs }: TransportOptions): Transport {
  let loading: Promise<Admin> | null = null;
  const load = async (): Promise<Admin> => {
    const api = await import('googleapis/build/src/apis/admin/directory_v1.js');
    return new api.admin_directory_v1.Admin({});
  };
  return async (call, token, signal) => {
    const timeout = AbortSignal.timeout(timeoutMs);
    const aborted = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
    let left = false;
    let answered = false;
    const network: Fetch = async (...args) => {
      aborted.throwIfAborted();
      left = true;
      const response = await fetch(...args);
      answered = true;
      return response;
    };
    const options: MethodOptions = {
      rootUrl,
      headers: { authorization: `Bearer ${token}` },
      fetchImplementation: network,
      redirect: 'manual',
      responseType: 'text',
      retry: false,
      signal: aborted,
      validateStatus: () => true,
    };
    try {
      loading ??= load();
      const { status, headers, data } = await call(await loading, options);
      return { status, headers: plainHeaders(headers), text: typeof data === 'string' ? data : '' };
    } catch (error) {
      // The client's own error carries the request; what happened to it is the cause.
      const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
      if (!left) throw new NeverLeft(cause);
      throw answered && !timeout.aborted ? new BrokenAnswer(cause) : cause;
    }
  };
}

/** The client answers headers as a plain object, though it declares otherwise. */
function plainHeaders(headers: unknown): Record<string, string> {
  if (typeof headers !== 'object' || headers === null) return {};
  const entries = headers instanceof Headers ? [...headers] : Object.entries(headers);
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), String(value)]));
}
