import type { Answer, Ask } from './answer.ts';
import { header, json } from './answer.ts';
import type { Demo } from './demo.ts';
import { directory } from './directory/router.ts';
import { answerWrite } from './directory/writes/answer-write.ts';
import { isDirectory, isWrite, type Route, routeOf } from './endpoints.ts';
import type { Occasion } from './faults.ts';
import type { JournalEntry } from './journal.ts';
import { MAILBOX_PATH, mailboxPage } from './mail/pages.ts';
import { mishap, revokedGrant } from './mishaps.ts';
import { authorize } from './oauth/authorize.ts';
import { revoke, token } from './oauth/token-endpoint.ts';

/** A request on its arrival. */
interface Arrival {
  readonly ask: Ask;
  readonly route: Route;
  readonly occasion: Occasion;
  /** Milliseconds UTC. */
  readonly at: number;
}

/** Answers a request, faults included; `cut` means: close the connection without a word. */
export async function handle(demo: Demo, ask: Ask, authRoot: string): Promise<Answer | 'cut'> {
  if (ask.path.startsWith(MAILBOX_PATH))
    return mailboxPage(demo.mailbox, ask.path, languageOf(ask)) ?? nowhere();
  const route = routeOf(ask.method, ask.path);
  const page = pageNumber(demo, route, ask.query.get('pageToken') ?? '');
  const arrival = { ask, route, occasion: { endpoint: route.endpoint, page }, at: demo.time.now() };
  if (isWrite(route.endpoint)) demo.writes.arrive(arrival.at);
  const slow = demo.faults.strike('slow', arrival.occasion);
  if (slow !== undefined) await demo.time.sleep(slow.milliseconds ?? 1000);
  demo.ledger.catchUp();
  const answer = isWrite(route.endpoint) ? written(demo, arrival) : await read(demo, arrival, authRoot);
  if (answer === 'cut' || demo.faults.strike('cutBody', arrival.occasion) === undefined) return answer;
  return { ...answer, cutAfter: 0.6 };
}

function written(demo: Demo, arrival: Arrival): Answer | 'cut' {
  const { answer, write, effects } = answerWrite(demo, arrival.ask, arrival.route, arrival.occasion);
  const { action, deviceIds } = write;
  note(demo, arrival, answer, { action, deviceIds: [...deviceIds], effects });
  return answer;
}

async function read(demo: Demo, arrival: Arrival, authRoot: string): Promise<Answer | 'cut'> {
  const { ask, route, occasion } = arrival;
  if (demo.faults.strike('networkCut', occasion) !== undefined) return 'cut';
  const answer =
    mishap(demo.faults, occasion, ask.query.get('pageToken') ?? '') ??
    revokedGrant(demo.faults, occasion, ask.form.get('grant_type') ?? '') ??
    (await rightAnswer(demo, ask, route, authRoot));
  const ofDevice = route.endpoint === 'get' || route.endpoint === 'command';
  note(demo, arrival, answer, { action: '', deviceIds: ofDevice ? [route.key] : [], effects: 0 });
  return answer;
}

function pageNumber(demo: Demo, route: Route, pageToken: string): number {
  const isPaged = route.endpoint === 'list' || (route.endpoint === 'users' && route.key === '');
  if (!isPaged) return 0;
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

function note(
  demo: Demo,
  { ask, occasion, at }: Arrival,
  answer: Answer | 'cut',
  write: Pick<JournalEntry, 'action' | 'deviceIds' | 'effects'>,
): void {
  demo.journal.add({
    ...occasion,
    method: ask.method,
    status: answer === 'cut' ? 0 : answer.status,
    query: ask.query.get('query') ?? ask.query.get('filter') ?? '',
    orgUnitPath: ask.query.get('orgUnitPath') ?? '',
    maxResults: ask.query.get('maxResults') ?? '',
    at,
    ...write,
  });
}

function nowhere(): Answer {
  const body =
    '<!doctype html><html lang="en"><title>Error 404 (Not Found)</title><p>The requested URL was not found on this server.</p></html>';
  return { status: 404, headers: { 'content-type': 'text/html; charset=UTF-8' }, body };
}

function languageOf(ask: Ask): 'en' | 'fr' {
  return header(ask, 'accept-language')?.trim().toLowerCase().startsWith('fr') ? 'fr' : 'en';
}
