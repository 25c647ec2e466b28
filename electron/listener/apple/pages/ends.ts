import { html } from '../../portal/html.ts';
import type { Page } from '../../portal/look/layout.ts';
import { fill, type PageWords } from '../../portal/words.ts';
import { beginAgain, deviceOf, framed, profileLink, type Stage, stepLine, watchLine } from './stage.ts';
import { troubleSection } from './trouble.ts';

/** The device has its identity, and has not come with it yet. */
export function comingPage(at: Stage & { until: number }): Page {
  const { installing } = at.words.texts.apple;
  const { device } = deviceOf(at);
  const { organisation } = at;
  const more =
    at.now < at.until
      ? profileLink(at, { text: installing.button, quiet: true, again: true })
      : html`<div class="quiet">${beginAgain(at)}</div>`;
  return framed(at, {
    title: installing.title,
    body: html`${stepLine(at, 3)}
<p class="lead">${fill(installing.lead, { device, organisation })}</p>
${watchLine(at)}${troubleSection(at, 'halfway', more)}`,
  });
}

/** It is registered. */
export function donePage(at: Stage & { name: string | null }): Page {
  const { done } = at.words.texts.apple;
  const { organisation, name, kind } = at;
  return framed(at, {
    title: done.titles[kind],
    body: html`<p class="lead">${fill(done.lead, { organisation })}</p>
${name !== null && html`<dl><dt>${done.name}</dt><dd>${name}</dd></dl>`}
<p class="above">${done.close}</p>`,
  });
}

/** Its time is over, or a newer registration took its place. */
export function expiredPage(at: Stage): Page {
  const { expired } = at.words.texts.apple;
  const { way, device } = deviceOf(at);
  return framed(at, {
    title: expired.title,
    body: html`<p class="lead">${fill(expired.why, { device })}</p>
<p>${expired.old[way]}</p>
<p>${at.signedIn ? expired.again : expired.signIn}</p>
${beginAgain(at)}`,
  });
}

/** Another browser has downloaded its profile. */
export function takenPage(at: Stage): Page {
  const { taken } = at.words.texts.apple;
  return framed(at, {
    title: taken.title,
    body: html`<p class="lead">${taken.text}</p>
${beginAgain(at)}`,
  });
}

/** Whatever is wrong with an address, this is all that is said. */
export function unknownPage({ texts }: PageWords, organisation: string): Page {
  const { title, text } = texts.apple.unknown;
  return {
    title,
    organisation,
    body: html`<p class="lead">${text}</p>
<p><a class="button" href="/go">${texts.signIn.title}</a></p>`,
  };
}
