import type { MailLanguage } from '../../../model/mail.ts';

/** No colours, so that a dark screen stays dark; no pictures, so that nothing is fetched when it is read. */
const PAGE = 'margin:0 auto;padding:24px 16px;max-width:36rem;font:16px/1.5 system-ui,sans-serif';
const PARAGRAPH = 'margin:0 0 1em;overflow-wrap:anywhere';
const CODE = 'font:600 28px/1.4 ui-monospace,monospace;white-space:nowrap';

/** A text as a page: a paragraph for each one of its, links that can be clicked, `codes` large. */
export function htmlOf(
  text: string,
  { language, subject, codes }: { language: MailLanguage; subject: string; codes: readonly string[] },
): string {
  const paragraphs = text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => blockOf(paragraph.split('\n'), codes));
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escaped(subject)}</title>
</head>
<body style="${PAGE}">
${paragraphs.join('\n')}
</body>
</html>
`;
}

const ITEM = /^[-•] /;

function blockOf(lines: readonly string[], codes: readonly string[]): string {
  if (lines.every((line) => ITEM.test(line))) {
    const items = lines.map((line) => `<li>${lineOf(line.replace(ITEM, ''), codes)}</li>`);
    return `<ul style="${PARAGRAPH};padding-left:1.5em">\n${items.join('\n')}\n</ul>`;
  }
  return `<p style="${PARAGRAPH}">${lines.map((line) => lineOf(line, codes)).join('<br>\n')}</p>`;
}

/** What ends a sentence is no part of a link at its end. */
const LINK = /(https?:\/\/[^\s<>"«»“”]*[^\s<>"«»“”.,;:!?)\]’])/;

function lineOf(line: string, codes: readonly string[]): string {
  return line
    .split(LINK)
    .map((piece, index) => {
      if (index % 2 === 0) return withCodes(piece, codes);
      const link = escaped(piece);
      return `<a href="${link}">${link}</a>`;
    })
    .join('');
}

function withCodes(text: string, codes: readonly string[]): string {
  const [code, ...others] = codes;
  if (code === undefined) return escaped(text);
  return text
    .split(code)
    .map((piece) => withCodes(piece, others))
    .join(`<strong style="${CODE}">${escaped(code)}</strong>`);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);
}
