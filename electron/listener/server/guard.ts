import type { IncomingMessage } from 'node:http';
import type { ListenerLimits } from '../limits.ts';
import { judgeHost, type OwnNames } from './host.ts';

/** The methods rooms may use; TRACE, CONNECT and inventions are refused. */
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
/** A path and query as RFC 3986 writes them, and a few more that browsers send as they are; never a whole URL. */
const ORIGIN_FORM = /^\/[\x21\x22\x24-\x5b\x5d-\x7e]*$/;

type Asked = Pick<IncomingMessage, 'method' | 'url' | 'headers' | 'rawHeaders'> & {
  readonly socket: { readonly localAddress?: string | undefined };
};

/** The status a request is refused with before anything of it is looked into; null lets it in. */
export function refusalOf(request: Asked, own: OwnNames, limits: ListenerLimits): number | null {
  const { method = '', url = '', headers, rawHeaders } = request;
  if (rawHeaders.length > limits.headerCount * 2) return 431;
  if (!METHODS.has(method)) return 405;
  if (url.length > limits.urlBytes) return 414;
  if (!ORIGIN_FORM.test(url)) return 400;
  if (countOf('host', rawHeaders) !== 1 || headers.host === undefined) return 400;
  const verdict = judgeHost(headers.host, own, request.socket.localAddress ?? '');
  if (verdict !== 'ours') return verdict === 'another' ? 421 : 400;
  if (headers.upgrade !== undefined) return 400;
  if (headers.expect !== undefined) return 417;
  const bodyless = method === 'GET' || method === 'HEAD';
  return bodyless && carriesBody(request) ? 400 : null;
}

/** True when a body follows the headers (RFC 9112 section 6.3). */
export function carriesBody({ headers }: Pick<Asked, 'headers'>): boolean {
  const length = headers['content-length'];
  return headers['transfer-encoding'] !== undefined || (length !== undefined && Number(length) !== 0);
}

/** Node keeps the first of several and says nothing. Names are at the even places. */
function countOf(name: string, rawHeaders: readonly string[]): number {
  let count = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const text = rawHeaders[at] ?? '';
    if (text.length === name.length && text.toLowerCase() === name) count += 1;
  }
  return count;
}
