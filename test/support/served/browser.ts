import type { IncomingHttpHeaders } from 'node:http';
import { Agent, request } from 'node:https';
import { PUBLIC_NAME, type ServedWorkspace } from './workspace.ts';

export interface Page {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
  bytes: Buffer;
  /** From the request to the end of its answer. */
  ms: number;
}

/** A browser with cookies of its own at an address of loopback, over TLS; one connection at a time. */
export interface Browser {
  readonly cookies: Map<string, string>;
  get(path: string): Promise<Page>;
  /** Sends a form as a page of ours would. */
  send(path: string, form?: Record<string, string>): Promise<Page>;
  /** Follows where answers lead, by GET, to a page. */
  follow(page: Page): Promise<Page>;
  close(): void;
}

const AGENT =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 Version/18.6 Mobile/15E148 Safari/604.1';

/** `from`: the address it comes from, 127.x.y.z. */
export function openBrowser(
  { peoplePort, ca }: Pick<ServedWorkspace, 'peoplePort' | 'ca'>,
  from = '127.0.0.1',
): Browser {
  const agent = new Agent({ keepAlive: true, maxSockets: 1, localAddress: from });
  const cookies = new Map<string, string>();
  const authority = `${PUBLIC_NAME}:${peoplePort}`;

  const ask = (method: string, path: string, headers: Record<string, string>, body = ''): Promise<Page> =>
    new Promise((resolve, reject) => {
      const began = performance.now();
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const asking = request(
        {
          host: '127.0.0.1',
          servername: PUBLIC_NAME,
          port: peoplePort,
          ca,
          agent,
          method,
          path,
          headers: {
            host: authority,
            'user-agent': AGENT,
            ...(cookie === '' ? {} : { cookie }),
            ...headers,
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            keep(cookies, response.headers['set-cookie'] ?? []);
            const bytes = Buffer.concat(chunks);
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: bytes.toString(),
              bytes,
              ms: performance.now() - began,
            });
          });
        },
      );
      asking.on('error', reject);
      asking.end(body);
    });

  const browser: Browser = {
    cookies,
    get: (path) => ask('GET', path, {}),
    send: (path, form = {}) => {
      const body = new URLSearchParams(form).toString();
      const headers = {
        origin: `https://${authority}`,
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': String(Buffer.byteLength(body)),
      };
      return ask('POST', path, headers, body);
    },
    follow: async (page) => {
      let at = page;
      for (let hops = 0; at.status === 303 && hops < 5; hops++)
        at = await browser.get(String(at.headers.location));
      return at;
    },
    close: () => agent.destroy(),
  };
  return browser;
}

function keep(cookies: Map<string, string>, given: readonly string[]): void {
  for (const line of given) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (/Max-Age=0\b/.test(line)) cookies.delete(name);
    else cookies.set(name, value);
  }
}
