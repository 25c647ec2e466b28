import type { OwnDevice } from '../../../registration/contract.ts';
import { type Html, html } from '../html.ts';
import { form } from '../look/form.ts';
import type { Page } from '../look/layout.ts';
import { phoneSection } from '../look/qr-code.ts';
import { isBad, saidNote } from '../said.ts';
import { fill, type PageWords } from '../words.ts';
import type { Code } from './device.ts';
import type { Stage } from './steps.ts';

/** A person’s own devices, and how to register another one. */
export function mePage(words: PageWords, at: Stage & { devices: readonly OwnDevice[] }): Page {
  const { texts } = words;
  const { visit, devices, said } = at;
  return {
    title: texts.me.title,
    organisation: at.entrance.organisation,
    wrong: isBad(said),
    account: 'out',
    body: html`<p class="lead">${fill(texts.page.signedIn, { name: visit.user.name })}</p>
${saidNote(words, said, at.now)}${
  devices.length === 0
    ? html`<p>${texts.me.none}</p>`
    : html`<ul class="devices">${devices.map((one) => device(words, one, at.now))}
</ul>`
}
<p class="above"><a class="button" href="/device">${texts.me.this}</a></p>
<section aria-labelledby="another">
<h2 id="another">${texts.me.another}</h2>
<p>${texts.me.anotherLead}${at.entrance.mode !== 'password' && html` ${texts.qr.cost}`}</p>
<div class="quiet">${form('/me/qr', texts.me.anotherButton)}</div>
</section>${
      visit.password === 'own' &&
      html`
<ul class="links"><li><a href="/me/password">${texts.me.changePassword}</a></li></ul>`
    }`,
  };
}

function device(
  words: PageWords,
  { name, model, serial, platform, state, lastSeenAt }: OwnDevice,
  now: number,
): Html {
  const { me } = words.texts;
  const rows: readonly (readonly [string, string | null])[] = [
    [me.model, model === name ? null : model],
    [me.serial, serial],
    [me.platform, nameIn(me.systems, platform)],
    [me.state, nameIn(me.states, state.replace(/^provider:/, ''))],
    [me.lastSeen, lastSeenAt === null ? null : words.ago(lastSeenAt, now)],
  ];
  return html`
<li><h2>${name}</h2>
<dl>${rows.map(([term, value]) => value !== null && value !== '' && html`<dt>${term}</dt><dd>${value}</dd>`)}</dl></li>`;
}

/** The name of a word we know; else the word, as it came. */
function nameIn(names: Readonly<Record<string, string>>, word: string): string {
  return Object.hasOwn(names, word) ? (names[word] ?? word) : word;
}

/** The QR code for another device; null when the one made last has expired. */
export function codePage(words: PageWords, at: Stage & { code: Code | null; short: string }): Page {
  const { texts } = words;
  const { code, short, now } = at;
  const minutes = code === null ? undefined : words.minutes(code.until - now);
  return {
    title: texts.code.title,
    organisation: at.entrance.organisation,
    account: 'devices',
    body: html`${
      code === null
        ? html`<p class="lead">${texts.code.over}</p>`
        : phoneSection(words, { qr: code.qr, short, minutes })
    }
<div class="quiet above">${form('/me/qr', texts.code.again)}</div>`,
  };
}
