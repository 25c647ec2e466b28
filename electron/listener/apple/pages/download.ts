import { type Html, html } from '../../portal/html.ts';
import type { Page } from '../../portal/look/layout.ts';
import { addressLine } from '../../portal/look/qr-code.ts';
import { fill } from '../../portal/words.ts';
import { timeLeft } from './clock.ts';
import { deviceOf, framed, otherKinds, profileLink, type Stage, stepLine, watchLine } from './stage.ts';
import { trustNote } from './trouble.ts';

/** What the first page shows. */
export interface AtDownload extends Stage {
  until: number;
  /** The whole address of this page, where its browser cannot hand a profile to the device; else null. */
  elsewhere: string | null;
}

/** The profile is to be downloaded. */
export function downloadPage(at: AtDownload): Page {
  const { words, until, now } = at;
  const { download } = words.texts.apple;
  const { way, device } = deviceOf(at);
  return framed(at, {
    title: download.title,
    body: html`${stepLine(at, 1)}
<p class="lead">${fill(download.lead, { organisation: at.organisation, device })}</p>
${timeLeft(words, until, now)}
${at.elsewhere === null ? html`<p>${fill(download.asks[way], { device })}</p>` : safariNote(at, at.elsewhere)}${
  way === 'mac' &&
  html`
<p class="hint">${download.signedIn}</p>`
}${trustNote(at, 'first')}
${button(at)}
${watchLine(at)}${otherKinds(at)}`,
  });
}

function button(at: AtDownload): Html {
  const { download, safari } = at.words.texts.apple;
  const quiet = at.elsewhere !== null;
  return profileLink(at, { text: quiet ? safari.anyway : download.button, quiet, again: false });
}

function safariNote(at: AtDownload, address: string): Html {
  const { safari } = at.words.texts.apple;
  const { device } = deviceOf(at);
  return html`<div class="note warn"><p><strong>${safari.title}</strong> ${fill(safari.text, { device })}</p></div>
${addressLine(address)}`;
}
