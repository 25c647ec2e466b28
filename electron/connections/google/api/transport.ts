import type { admin_directory_v1 } from 'googleapis/build/src/apis/admin/directory_v1.js';
import type { MethodOptions } from 'googleapis-common';
import type { Fetch } from '../../../model/ports.ts';
import { BrokenAnswer, type GoogleAnswer } from '../retry/answer.ts';

type Admin = admin_directory_v1.Admin;

/** One call of the generated client: which method, with which parameters. */
export type Call = (
  admin: Admin,
  options: MethodOptions,
) => Promise<{ status: number; headers: unknown; data: unknown }>;

/** Sends one call, once; rejects only when no whole answer arrives. */
export type Transport = (call: Call, token: string, signal: AbortSignal | undefined) => Promise<GoogleAnswer>;

export interface TransportOptions {
  /** Ends with a slash, e.g. `https://admin.googleapis.com/`. */
  rootUrl: string;
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
    loading ??= load();
    const admin = await loading;
    const timeout = AbortSignal.timeout(timeoutMs);
    let answered = false;
    const network: Fetch = async (...args) => {
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
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
      validateStatus: () => true,
    };
    try {
      const { status, headers, data } = await call(admin, options);
      return { status, headers: plainHeaders(headers), text: typeof data === 'string' ? data : '' };
    } catch (error) {
      // The client's own error carries the request; what happened to it is the cause.
      const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
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
