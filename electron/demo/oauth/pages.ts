import type { Answer } from '../answer.ts';
import type { Demo } from '../demo.ts';
import type { Refused, SignIn } from './request.ts';
import { IDENTITY_SCOPES } from './scopes.ts';
import { STYLE } from './style.ts';
import { type Language, TEXTS, type Texts } from './texts.ts';

const APPLICATION = 'Muster';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function html(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter);
}

/** The page where one of the organisation's accounts is chosen. */
export function accountPage(demo: Demo, signIn: SignIn, language: Language): Answer {
  const texts = TEXTS[language];
  const { people } = demo.organisation;
  const { admin, delegated, person } = demo.accounts;
  const roles = [
    [admin, texts.roles.admin],
    [delegated, texts.roles.delegated],
    [person, texts.roles.person],
  ] as const;
  const buttons = roles.map(([email, role]) => {
    const someone = people.find(email);
    const name = `${someone?.given ?? ''} ${someone?.family ?? ''}`;
    return `<li><button class="account" name="account" value="${html(email)}">
      <span class="face" aria-hidden="true">${html(name.slice(0, 1))}</span>
      <span><strong>${html(name)}</strong><br>${html(email)}<br><small>${html(role)}</small></span>
    </button></li>`;
  });
  return page(
    language,
    texts.chooseTitle,
    `<h1>${html(texts.chooseTitle)}</h1>
    <p>${html(texts.chooseLead(APPLICATION))}</p>
    <form method="post" action="/o/oauth2/v2/auth/account">${hidden('request', signIn.raw)}
      <ul class="accounts">${buttons.join('')}</ul>
    </form>`,
  );
}

/** The page that says what the application asks for; every Directory scope can be left out. */
export function consentPage(demo: Demo, signIn: SignIn, email: string, language: Language): Answer {
  const texts = TEXTS[language];
  const title = texts.consentTitle(APPLICATION);
  const again = new URLSearchParams(signIn.raw);
  again.delete('login_hint');
  return page(
    language,
    title,
    `<h1>${html(title)}</h1>
    <p class="who">${html(email)} · ${html(demo.settings.name)}</p>
    <form method="post" action="/o/oauth2/v2/auth/consent">
      ${hidden('request', signIn.raw)}${hidden('account', email)}
      <fieldset><legend>${html(texts.consentLead)}</legend>${choices(signIn, texts)}</fieldset>
      <p class="note">${html(texts.consentNote(APPLICATION))}</p>
      <p class="actions">
        <button name="decision" value="cancel">${html(texts.cancel)}</button>
        <button class="primary" name="decision" value="allow">${html(texts.allow)}</button>
      </p>
    </form>
    <p><a href="/o/oauth2/v2/auth?${html(again.toString())}">${html(texts.otherAccount)}</a></p>`,
  );
}

function choices(signIn: SignIn, texts: Texts): string {
  const asksWho = signIn.scopes.some((scope) => IDENTITY_SCOPES.includes(scope));
  const who = asksWho
    ? `<label><input type="checkbox" checked disabled><span>${html(texts.identity)}</span></label>`
    : '';
  const others = signIn.scopes.filter((scope) => !IDENTITY_SCOPES.includes(scope));
  const boxes = others.map(
    (scope) => `<label><input type="checkbox" name="scope" value="${html(scope)}" checked>
      <span>${html(texts.scopes[scope] ?? scope)}<br><code>${html(scope)}</code></span></label>`,
  );
  return who + boxes.join('');
}

/** The page Google shows when a request must not be answered by a redirect. */
export function errorPage(refused: Refused, language: Language): Answer {
  const texts = TEXTS[language];
  const status = refused.error === 'invalid_client' ? 401 : 400;
  const body = `<h1>${html(texts.errorTitle)}</h1>
    <p>${html(texts.errorLead)}</p>
    <p><strong>${html(texts.errorCode(status, refused.error))}</strong></p>
    <p>${html(texts.errors[refused.error] ?? '')}</p>
    <p><code>${html(refused.detail)}</code></p>`;
  return page(language, texts.errorTitle, body, status);
}

function hidden(name: string, value: string): string {
  return `<input type="hidden" name="${name}" value="${html(value)}">`;
}

/** The forms may lead back to the application, which listens on the loopback interface. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self' http://127.0.0.1:* http://localhost:*; base-uri 'none'; frame-ancestors 'none'";

function page(language: Language, title: string, content: string, status = 200): Answer {
  const texts = TEXTS[language];
  const body = `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${html(title)} – ${html(texts.banner)}</title><style>${STYLE}</style></head>
<body>
<header><strong>${html(texts.banner)}</strong><span>${html(texts.bannerMore)}</span></header>
<main>${content}</main>
</body></html>`;
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': POLICY,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
  return { status, headers, body };
}
