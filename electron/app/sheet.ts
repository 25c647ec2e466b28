import { BrowserWindow } from 'electron';
import type { ExportResult } from '../bridge/shapes.ts';
import { writeFileAtomically } from '../disk/write-file.ts';
import type { DeskCard } from '../model/invitation.ts';
import { pinGroups } from '../model/pin.ts';
import type { Words } from '../words/words.ts';
import { SAFE_WEB_PREFERENCES } from './window.ts';

const PAGE_URL = 'sheet://cards';
const HEADERS = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };

/**
 * A4 with cards to cut out, as a PDF; to be called one after another. The page is handed to the window in memory: it
 * holds PINs, and `data:` ends at 2 MB. Throws what writing a file throws.
 */
export async function writeSheet(
  cards: readonly DeskCard[],
  path: string,
  organisation: string,
  words: Words,
): Promise<ExportResult> {
  const window = new BrowserWindow({
    show: false,
    webPreferences: { ...SAFE_WEB_PREFERENCES, javascript: false, partition: 'sheet' },
  });
  const { protocol } = window.webContents.session;
  try {
    const page = sheetHtml(cards, organisation, words);
    protocol.handle('sheet', () => new Response(page, { headers: HEADERS }));
    await window.loadURL(PAGE_URL);
    const pdf = await window.webContents.printToPDF({ pageSize: 'A4', printBackground: true });
    await writeFileAtomically(path, pdf);
    return { path, rows: cards.length, bytes: pdf.length };
  } finally {
    protocol.unhandle('sheet');
    window.destroy();
  }
}

// Eight cards fill a page. What people may call themselves and their organisation has two lines and one.
const STYLE = `@page { margin: 11mm }
body { font: 9.5pt/1.3 Inter, "Helvetica Neue", Arial, sans-serif; color: #000; margin: 0 }
main { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)) }
article { box-sizing: border-box; height: 68mm; padding: 3.5mm 4mm 3mm; border: 0.2mm dashed #999;
  break-inside: avoid; display: grid; grid-template: auto minmax(0, 1fr) auto / 40mm minmax(0, 1fr);
  column-gap: 3mm; overflow: hidden; overflow-wrap: anywhere }
header, footer { grid-column: 1 / -1 }
svg { width: 40mm; height: 100%; max-height: 40mm; min-height: 0; align-self: center; margin-left: -3mm }
h2 { font-size: 12pt; line-height: 1.15; margin: 0 }
h2, .line { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden }
.line { -webkit-line-clamp: 1 }
p { margin: 0 0 1.5mm } div { align-self: center } .small, footer { font-size: 8pt; line-height: 1.25 }
footer p { margin: 0 } footer .line { -webkit-line-clamp: 3 }
.pin { font: 600 15pt/1.2 "JetBrains Mono", "DejaVu Sans Mono", monospace; white-space: nowrap }
.long { font-size: 12pt }`;

/** The page, without anything that runs. */
export function sheetHtml(cards: readonly DeskCard[], organisation: string, words: Words): string {
  const body = cards.map((card) => cardHtml(card, organisation, words)).join('');
  const title = escaped(words.t('main:sheet.title', { organisation }));
  return `<!doctype html><html lang="${words.language}"><head><meta charset="utf-8"><title>${title}</title><style>${STYLE}</style></head><body><main>${body}</main></body></html>`;
}

function cardHtml({ invitation, qr, goUrl, pin }: DeskCard, organisation: string, words: Words): string {
  const { t, language } = words;
  const { displayName, userName, expiresAt } = invitation;
  const day = (at: number): string =>
    new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
      dateStyle: 'medium',
      timeStyle: 'short',
    }).format(at);
  const pinText =
    pin.kind === 'made'
      ? `<p class="small">${escaped(t('main:sheet.pin', { until: day(pin.until) }))}</p>${pinHtml(pin.pin)}`
      : `<p class="small">${escaped(t(`main:sheet.${signInWord(pin)}`))}</p>`;
  // ISO/IEC 18004 wants four light squares around the code.
  const box = `-4 -4 ${qr.size + 8} ${qr.size + 8}`;
  const header = `<header><h2>${escaped(displayName || userName)}</h2><p class="small line">${escaped(organisation)}</p></header>`;
  const code = `<svg viewBox="${box}" shape-rendering="crispEdges" role="img" aria-label="QR"><path d="${qr.path}"/></svg>`;
  const footer = `<footer><p class="line">${escaped(t('main:sheet.go', { url: goUrl, userName }))}</p><p>${escaped(t('main:sheet.until', { until: day(expiresAt) }))}</p></footer>`;
  return `<article>${header}${code}<div><p>${escaped(t('main:sheet.scan'))}</p>${pinText}</div>${footer}</article>`;
}

function pinHtml(pin: string): string {
  return `<p class="${pin.length > 8 ? 'pin long' : 'pin'}">${pinGroups(pin).join(' ')}</p>`;
}

function signInWord(pin: DeskCard['pin']): string {
  if (pin.kind === 'known') return pin.way === 'mail' ? 'pinKnown' : 'pinShown';
  return pin.kind === 'needed' ? 'pinNeeded' : 'password';
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
