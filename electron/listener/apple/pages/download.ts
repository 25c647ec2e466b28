import { type Html, html } from '../../portal/html.ts';
import type { Page } from '../../portal/look/layout.ts';
import { addressLine } from '../../portal/look/qr-code.ts';
import { fill } from '../../portal/words.ts';
import { timeLeft } from './clock.ts';
import { deviceOf, framed, otherKinds, pathOf, type Stage, stepLine, watchLine } from './stage.ts';
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
}
${button(at)}
${watchLine(at)}${trustNote(at)}${otherKinds(at)}`,
  });
}

/**
 * On an iPhone the next page hands the profile over, and says what is shown then: a page that hands over a file stops looking for
 * news. A Mac’s browser puts it aside, and this page goes on.
 */
function button(at: AtDownload): Html {
  const { download, safari } = at.words.texts.apple;
  const { way } = deviceOf(at);
  const [look, text] = at.elsewhere === null ? ['button', download.button] : ['button quiet', safari.anyway];
  if (way === 'ios') return html`<p><a class="${look}" href="${pathOf(at, '/install')}">${text}</a></p>`;
  return html`<p><a class="${look}" href="/apple/${at.token}/profile" download>${text}</a></p>`;
}

function safariNote(at: AtDownload, address: string): Html {
  const { safari } = at.words.texts.apple;
  const { device } = deviceOf(at);
  return html`<div class="note warn"><p><strong>${safari.title}</strong> ${fill(safari.text, { device })}</p></div>
${addressLine(address)}`;
}
