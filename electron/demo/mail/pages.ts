import type { Answer } from '../answer.ts';
import { STYLE } from '../oauth/style.ts';
import type { Mailbox, ReceivedMail } from './mailbox.ts';

/** The path of the mailbox at the demo organisation. */
export const MAILBOX_PATH = '/mailbox';

/** The mails that arrived, or one of them; null for another path. */
export function mailboxPage(mailbox: Mailbox, path: string, language: 'en' | 'fr'): Answer | null {
  const words = WORDS[language];
  if (path === MAILBOX_PATH) return page(language, words.title, list(mailbox.list(), language));
  const number = /^\/mailbox\/(\d+)$/.exec(path)?.[1];
  const mail = number === undefined ? undefined : mailbox.find(Number(number));
  return mail === undefined ? null : page(language, mail.subject, whole(mail, language));
}

const WORDS = {
  en: {
    demo: 'Demo organisation: these mails went nowhere but here.',
    title: 'Mailbox',
    none: 'No mail has arrived yet. Send an invitation in Muster, then look again.',
    to: 'to',
    back: 'All mails',
  },
  fr: {
    demo: 'Organisation de démonstration : ces messages ne sont allés nulle part ailleurs.',
    title: 'Boîte aux lettres',
    none: 'Aucun message n’est encore arrivé. Envoyez une invitation dans Muster, puis regardez de nouveau.',
    to: 'à',
    back: 'Tous les messages',
  },
} as const;

function list(mails: readonly ReceivedMail[], language: 'en' | 'fr'): string {
  const words = WORDS[language];
  if (mails.length === 0) return `<p>${words.none}</p>`;
  const rows = mails.map(
    (mail) =>
      `<p><a href="${MAILBOX_PATH}/${mail.number}">${escaped(mail.subject)}</a><br><small>${words.to} ${escaped(mail.to)}, ${time(mail.at, language)}</small></p>`,
  );
  return rows.join('');
}

function whole(mail: ReceivedMail, language: 'en' | 'fr'): string {
  const words = WORDS[language];
  const text = escaped(mail.text).replace(/https:\/\/[^\s<]+/g, (url) => `<a href="${url}">${url}</a>`);
  return `<p><a href="${MAILBOX_PATH}">${words.back}</a></p><p><small>${escaped(mail.from)} → ${escaped(mail.to)}, ${time(mail.at, language)}</small></p><div style="white-space:pre-wrap;overflow-wrap:anywhere">${text}</div>`;
}

function time(at: number, language: 'en' | 'fr'): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}

function page(language: 'en' | 'fr', title: string, body: string): Answer {
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=UTF-8',
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    },
    body: `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${STYLE}</style></head><body><header>${WORDS[language].demo}</header><main><h1>${escaped(title)}</h1>${body}</main></body></html>`,
  };
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
