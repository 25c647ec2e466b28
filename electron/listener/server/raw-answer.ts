import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { headerLines } from './headers.ts';

/** What Node’s parser, or its clock, stopped a request for. Anything else is TLS, or a connection that broke. */
const STATUS_OF: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** The status for a request that never became one; null when there is nobody left to tell, or nothing to say in HTTP. */
export function statusOfClientError(error: unknown): number | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return STATUS_OF[code] ?? (code.startsWith('HPE_') ? 400 : null);
}

/** Answers without content where there is no response object, and hangs up. */
export function answerRaw(socket: Duplex, status: number): void {
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    ...headerLines(),
    'Connection: close',
    'Content-Length: 0',
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n`, () => socket.destroy());
}
