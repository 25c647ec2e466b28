import { BrowserWindow } from 'electron';
import type { ExportResult } from '../bridge/shapes.ts';
import { writeFileAtomically } from '../disk/write-file.ts';
import type { DeskCard } from '../model/invitation.ts';
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

const STYLE = `@page { margin: 12mm }
body { font: 11pt/1.35 Inter, "Helvetica Neue", Arial, sans-serif; color: #000; margin: 0 }
main { display: grid; grid-template-columns: 1fr 1fr }
article { box-sizing: border-box; height: 66mm; padding: 5mm; border: 0.2mm dashed #999; break-inside: avoid;
  display: grid; grid-template-columns: 40mm 1fr; gap: 5mm; align-items: center; overflow: hidden }
svg { width: 40mm; height: 40mm }
h2 { font-size: 13pt; margin: 0 0 1mm } p { margin: 0 0 1.5mm } .small { font-size: 8.5pt }
.pin { font: 600 15pt/1.2 "JetBrains Mono", "DejaVu Sans Mono", monospace; white-space: nowrap }
.url { overflow-wrap: anywhere }`;

/** The page, without anything that runs. */
export function sheetHtml(cards: readonly DeskCard[], organisation: string, words: Words): string {
  const body = cards.map((card) => cardHtml(card, organisation, words)).join('');
  const title = escaped(words.t('main:sheet.title', { organisation }));
  return `<!doctype html><html lang="${words.language}"><head><meta charset="utf-8"><title>${title}</title><style>${STYLE}</style></head><body><main>${body}</main></body></html>`;
}

function cardHtml({ invitation, qr, goUrl, pin }: DeskCard, organisation: string, words: Words): string {
  const { t, language } = words;
  const day = (at: number): string =>
    new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' }).format(at);
  const pinText =
    pin.kind === 'made'
      ? `<p class="small">${escaped(t('main:sheet.pin', { until: day(pin.until) }))}</p><p class="pin">${pin.pin.replace(/(\d{4})(?=\d)/g, '$1 ')}</p>`
      : `<p class="small">${escaped(t(`main:sheet.${signInWord(pin)}`))}</p>`;
  // ISO/IEC 18004 wants four light squares around the code.
  const box = `-4 -4 ${qr.size + 8} ${qr.size + 8}`;
  return `<article><svg viewBox="${box}" shape-rendering="crispEdges" role="img" aria-label="QR"><path d="${qr.path}"/></svg><div><h2>${escaped(invitation.displayName)}</h2><p class="small">${escaped(organisation)}</p><p>${escaped(t('main:sheet.scan'))}</p>${pinText}<p class="small url">${escaped(t('main:sheet.go', { url: goUrl }))}</p><p class="small">${escaped(t('main:sheet.until', { until: day(invitation.expiresAt) }))}</p></div></article>`;
}

function signInWord(pin: DeskCard['pin']): string {
  if (pin.kind === 'known') return pin.way === 'mail' ? 'pinKnown' : 'pinShown';
  return pin.kind === 'needed' ? 'pinNeeded' : 'password';
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
