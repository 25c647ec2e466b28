import type { Answer, Ask } from './answer.ts';
import { json } from './answer.ts';
import type { Demo } from './demo.ts';
import { directory } from './directory/router.ts';
import { isDirectory, type Route, routeOf } from './endpoints.ts';
import type { Occasion } from './faults.ts';
import { mishap, revokedGrant } from './mishaps.ts';
import { authorize } from './oauth/authorize.ts';
import { revoke, token } from './oauth/token-endpoint.ts';

/** Answers a request, faults included; `cut` means: close the connection without a word. */
export async function handle(demo: Demo, ask: Ask, authRoot: string): Promise<Answer | 'cut'> {
  const route = routeOf(ask.path);
  const pageToken = ask.query.get('pageToken') ?? '';
  const occasion = { endpoint: route.endpoint, page: pageNumber(demo, route, pageToken) };
  const slow = demo.faults.strike('slow', occasion);
  if (slow !== undefined) await demo.time.sleep(slow.milliseconds ?? 1000);
  if (demo.faults.strike('networkCut', occasion) !== undefined) return 'cut';
  const answer =
    mishap(demo.faults, occasion, pageToken) ??
    revokedGrant(demo.faults, occasion, ask.form.get('grant_type') ?? '') ??
    (await rightAnswer(demo, ask, route, authRoot));
  note(demo, ask, occasion, answer);
  return demo.faults.strike('cutBody', occasion) === undefined ? answer : { ...answer, cutAfter: 0.6 };
}

function pageNumber(demo: Demo, route: Route, pageToken: string): number {
  if (route.endpoint !== 'list') return 0;
  return pageToken === '' ? 1 : (demo.pages.read(pageToken)?.position.page ?? 0);
}

async function rightAnswer(demo: Demo, ask: Ask, route: Route, authRoot: string): Promise<Answer> {
  if (isDirectory(route.endpoint)) return directory(demo, ask, route);
  switch (route.endpoint) {
    case 'authorize':
      return authorize(demo, ask);
    case 'token':
      return token(demo, ask, authRoot);
    case 'revoke':
      return revoke(demo, ask);
    case 'certs':
      return json(await demo.keys.certificates());
    default:
      return nowhere();
  }
}

function note(demo: Demo, ask: Ask, occasion: Occasion, answer: Answer): void {
  demo.journal.add({
    ...occasion,
    method: ask.method,
    status: answer.status,
    query: ask.query.get('query') ?? ask.query.get('filter') ?? '',
    orgUnitPath: ask.query.get('orgUnitPath') ?? '',
    maxResults: ask.query.get('maxResults') ?? '',
  });
}

function nowhere(): Answer {
  const body =
    '<!doctype html><html lang="en"><title>Error 404 (Not Found)</title><p>The requested URL was not found on this server.</p></html>';
  return { status: 404, headers: { 'content-type': 'text/html; charset=UTF-8' }, body };
}
