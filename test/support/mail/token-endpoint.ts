import { once } from 'node:events';
import { createServer } from 'node:http';

/** Where a refresh token is exchanged for an access token, on loopback. */
export interface TokenEndpoint {
  url: string;
  /** What it was asked, the oldest first. */
  readonly asked: URLSearchParams[];
  /** The access tokens that are good. */
  readonly good: Set<string>;
  /** What it answers instead of a token. */
  refusal: { status: number; body: string; location?: string } | null;
  /** What it gives for the refresh token it was asked with, which then is good no more. */
  successor: string | null;
  /** How long its tokens are said to be good, in seconds. */
  lifeS: number;
  stop(): Promise<void>;
}

/** It takes this refresh token of this client, and none other. */
export const GRANT = {
  clientId: 'muster-client',
  clientSecret: 'secret of the client',
  refreshToken: 'refresh 1',
};

export async function startTokenEndpoint(): Promise<TokenEndpoint> {
  let refreshToken = GRANT.refreshToken;
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const asked = new URLSearchParams(body);
    endpoint.asked.push(asked);
    const { refusal } = endpoint;
    const { status, body: answer } = refusal ?? judge(asked);
    const where = refusal?.location === undefined ? {} : { location: refusal.location };
    response.writeHead(status, { 'content-type': 'application/json', ...where }).end(answer);
  }).listen(0, '127.0.0.1');
  const judge = (asked: URLSearchParams): { status: number; body: string } => {
    const given = asked.get('refresh_token');
    const isRight =
      asked.get('grant_type') === 'refresh_token' &&
      asked.get('client_id') === GRANT.clientId &&
      asked.get('client_secret') === GRANT.clientSecret &&
      given === refreshToken;
    const refusal = { error: 'invalid_grant', error_description: `Bad token ${given}` };
    if (!isRight) return { status: 400, body: JSON.stringify(refusal) };
    const { successor, lifeS } = endpoint;
    refreshToken = successor ?? refreshToken;
    const token = `access-token-${endpoint.asked.length}`;
    endpoint.good.add(token);
    const grant = { access_token: token, token_type: 'Bearer', expires_in: lifeS };
    return {
      status: 200,
      body: JSON.stringify(successor === null ? grant : { ...grant, refresh_token: successor }),
    };
  };
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const endpoint: TokenEndpoint = {
    url: `http://127.0.0.1:${address.port}/token`,
    asked: [],
    good: new Set(),
    refusal: null,
    successor: null,
    lifeS: 3600,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return endpoint;
}
