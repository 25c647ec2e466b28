import { type Answer, type Ask, header, redirect } from '../answer.ts';
import type { Demo } from '../demo.ts';
import { accountPage, consentPage, errorPage } from './pages.ts';
import { readSignIn, type SignIn } from './request.ts';
import { IDENTITY_SCOPES } from './scopes.ts';
import { type Language, languageOf } from './texts.ts';

const CODE_MINUTES = 10;

/** The authorization endpoint: choose an account, then consent, then back to the application. */
export function authorize(demo: Demo, ask: Ask): Answer {
  const posted = ask.method === 'POST';
  const query = posted ? new URLSearchParams(ask.form.get('request') ?? '') : ask.query;
  const language = languageOf(query.get('hl'), header(ask, 'accept-language'));
  const signIn = readSignIn(demo, query);
  if ('error' in signIn) return errorPage(signIn, language);
  if (ask.path.endsWith('/consent') && posted) return decide(demo, signIn, ask.form, language);
  if (ask.path.endsWith('/account') && posted)
    return consent(demo, signIn, ask.form.get('account') ?? '', language);
  if (signIn.prompt.includes('none')) return back(signIn, { error: 'interaction_required' });
  const hinted = signIn.loginHint !== null && !signIn.prompt.includes('select_account');
  if (hinted && isOffered(demo, signIn.loginHint ?? ''))
    return consent(demo, signIn, signIn.loginHint ?? '', language);
  return accountPage(demo, signIn, language);
}

function isOffered(demo: Demo, email: string): boolean {
  return Object.values(demo.accounts).includes(email);
}

function consent(demo: Demo, signIn: SignIn, email: string, language: Language): Answer {
  return isOffered(demo, email)
    ? consentPage(demo, signIn, email, language)
    : accountPage(demo, signIn, language);
}

/** What the person decided on the consent page. Each Directory scope can be left out. */
function decide(demo: Demo, signIn: SignIn, form: URLSearchParams, language: Language): Answer {
  const email = form.get('account') ?? '';
  if (!isOffered(demo, email)) return accountPage(demo, signIn, language);
  if (form.get('decision') !== 'allow') return back(signIn, { error: 'access_denied' });
  const ticked = form.getAll('scope');
  const scopes = signIn.scopes.filter((scope) => IDENTITY_SCOPES.includes(scope) || ticked.includes(scope));
  const now = demo.told();
  const code = demo.mint.issue({
    kind: 'code',
    grant: demo.newId(),
    email,
    scopes,
    clientId: demo.clientId,
    issuedAt: now,
    expiresAt: now + CODE_MINUTES * 60_000,
    redirectUri: signIn.redirectUri,
    ...(signIn.challenge !== undefined && { challenge: signIn.challenge }),
    ...(signIn.nonce !== undefined && { nonce: signIn.nonce }),
    offline: signIn.offline,
  });
  const { domain } = demo.settings;
  return back(signIn, { code, scope: scopes.join(' '), authuser: '0', hd: domain, prompt: 'consent' });
}

/** Back to the application, with its own `state` untouched. */
function back(signIn: SignIn, answer: Record<string, string>): Answer {
  const url = new URL(signIn.redirectUri);
  if (signIn.state !== null) url.searchParams.set('state', signIn.state);
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  return redirect(url.href);
}
