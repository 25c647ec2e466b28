import { type Html, html } from '../../portal/html.ts';
import type { Page } from '../../portal/look/layout.ts';
import { fill } from '../../portal/words.ts';
import { timeLeft } from './clock.ts';
import { picturesOf } from './pictures.ts';
import {
  deviceOf,
  framed,
  otherKinds,
  pathOf,
  profileLink,
  type Stage,
  stepLine,
  watchLine,
} from './stage.ts';
import { troubleSection } from './trouble.ts';

/** What the page for the installation shows; `waiting` once its reader has gone on from the steps. */
export interface AtInstall extends Stage {
  until: number;
  waiting: boolean;
}

/** The profile is downloaded, or about to be; what the device shows next. */
export function installPage(at: AtInstall): Page {
  const { words, until, now, waiting } = at;
  const { install } = words.texts.apple;
  const { way, device } = deviceOf(at);
  return framed(at, {
    title: install.title[way],
    body: html`${stepLine(at, 2)}
${timeLeft(words, until, now)}
${waiting && waitingLines(at)}
<p>${fill(install.lead, { device })}</p>
${way === 'ios' ? phoneSteps(at) : macSteps(at)}
${!waiting && goOn(at)}${troubleSection(at, 'cancelled', waiting ? onceMore(at) : null)}${otherKinds(at)}`,
  });
}

function goOn(at: AtInstall): Html {
  const { install } = at.words.texts.apple;
  return html`<p><a class="button" href="${pathOf(at)}">${install.understood}</a></p>
<ul class="links"><li><a href="/apple/${at.token}/profile">${install.again}</a></li></ul>`;
}

function waitingLines(at: AtInstall): Html {
  const { device } = deviceOf(at);
  return html`<p class="waiting"><strong>${fill(at.words.texts.apple.install.waiting, { device })}</strong></p>
${watchLine(at)}`;
}

function onceMore(at: AtInstall): Html {
  return profileLink(at, { text: at.words.texts.apple.installing.button, quiet: true, again: true });
}

function phoneSteps(at: AtInstall): Html {
  const { ios } = at.words.texts.apple.install;
  const { device } = deviceOf(at);
  const pictures = picturesOf(at.words);
  const told: [string, Html | null][] = [
    [ios.allow, pictures.asks],
    [ios.open, html`${pictures.downloaded}<p class="hint">${ios.openHint}</p>`],
    [ios.install, pictures.install],
    [ios.warning, null],
    [ios.trust, null],
    [ios.back, null],
  ];
  return html`<ol>${told.map(
    ([text, more]) => html`
<li>${fill(text, { device })}${more}</li>`,
  )}
</ol>`;
}

function macSteps({ words }: AtInstall): Html {
  const { mac } = words.texts.apple.install;
  return html`<ol>
<li>${mac.open}</li>
<li>${mac.settings}<ul>${Object.values(mac.places).map((place) => html`<li>${place}</li>`)}</ul></li>
<li>${mac.install}</li>
<li>${mac.password}</li>
</ol>`;
}
