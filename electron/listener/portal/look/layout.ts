import { type Html, html } from '../html.ts';
import { fill, type PageWords } from '../words.ts';
import { STYLE_PATH } from './style.ts';

/** A page, to be set into the frame that all share. */
export interface Page {
  title: string;
  /** Shown above the column, beside the other language; absent on pages that tell strangers nothing. */
  organisation?: string;
  /** The page tells of an error: its title says so first. */
  wrong?: boolean;
  /** Two columns where there is room. */
  wide?: boolean;
  /** Whether a signed-in person may go to his devices, or sign out. */
  account?: 'out' | 'devices';
  /** What the address has beside its path, to be kept when the language is changed. */
  query?: Readonly<Record<string, string>>;
  body: Html;
}

type Words = Pick<PageWords, 'language' | 'texts'>;

/** A square in the accent colour, so that browsers ask for no icon. */
const ICON =
  'data:image/svg+xml,%3Csvg xmlns=%27http://www.w3.org/2000/svg%27 viewBox=%270 0 8 8%27%3E%3Crect width=%278%27 height=%278%27 rx=%272%27 fill=%27%230b6e6e%27/%3E%3C/svg%3E';

/** The whole document. */
export function drawPage(words: Words, page: Page): string {
  const { texts, language } = words;
  const title = page.wrong === true ? fill(texts.page.error, { title: page.title }) : page.title;
  const titled = page.organisation === undefined ? title : `${title} – ${page.organisation}`;
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<title>${titled}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<meta name="robots" content="noindex">
<link rel="icon" href="${ICON}">
<link rel="stylesheet" href="${STYLE_PATH}">
</head>
<body>
<div class="frame${page.wide === true && ' wide'}">
${page.organisation !== undefined && head(words, page.organisation, page.query)}
<main>
<h1>${page.title}</h1>
${page.body}
</main>${page.account !== undefined && account(words, page.account)}
</div>
</body>
</html>
`.text;
}

function head(words: Words, organisation: string, query: Page['query']): Html {
  const initial = [...organisation.trim()][0]?.toUpperCase() ?? '';
  return html`<header><p class="organisation"><span class="mark" aria-hidden="true">${initial}</span>${organisation}</p>${languageSwitch(words, query)}</header>`;
}

function languageSwitch({ texts, language }: Words, query: Page['query']): Html {
  const other = language === 'en' ? 'fr' : 'en';
  const address =
    query === undefined ? `?lang=${other}` : `?${new URLSearchParams({ ...query, lang: other })}`;
  return html`<nav aria-label="${texts.page.languages}"><a href="${address}" lang="${other}" hreflang="${other}">${texts.page.otherLanguage}</a></nav>`;
}

function account({ texts }: Words, reach: NonNullable<Page['account']>): Html {
  return html`
<footer>
<nav aria-label="${texts.page.account}">${reach === 'devices' && html`<a href="/me">${texts.page.myDevices}</a>`}
<form method="post" action="/out"><button class="plain">${texts.page.signOut}</button></form></nav>
</footer>`;
}
