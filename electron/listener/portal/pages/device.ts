import type { Qr } from '../../../model/invitation.ts';
import { ASKING_PLATFORMS, type AskingPlatform } from '../../../model/registration-settings.ts';
import { type Html, html } from '../html.ts';
import { form, steps } from '../look/form.ts';
import type { Page } from '../look/layout.ts';
import { addressLine, phoneSection } from '../look/qr-code.ts';
import { type Asking, mayBe } from '../platform.ts';
import { isBad, saidNote } from '../said.ts';
import { fill, type PageWords } from '../words.ts';
import { type Authority, certificateSection } from './certificate.ts';
import type { Stage } from './steps.ts';

/** A QR code that signs another device in, and until when. */
export interface Code {
  url: string;
  qr: Qr;
  until: number;
}

/** What the page for a device shows. */
export interface AtDevice extends Stage {
  asking: Asking;
  /** The kind the page is about: the asking device’s, or one that was picked. */
  platform: AskingPlatform;
  picked: boolean;
  ready: readonly AskingPlatform[];
  /** Null where the certificate needs no help to be trusted. */
  authority: Authority | null;
  /** `baseUrl` and `/go`. */
  short: string;
  code: Code | null;
}

/** Instructions for the device that asks, or for a picked kind. */
export function devicePage(words: PageWords, at: AtDevice): Page {
  const { texts } = words;
  const { platform, asking, said } = at;
  const minutes = at.code === null ? undefined : words.minutes(at.code.until - at.now);
  return {
    title: texts.device.titles[platform],
    organisation: at.entrance.organisation,
    wrong: isBad(said),
    wide: asking.computer,
    account: 'devices',
    query: at.picked ? { platform } : {},
    body: html`<div>
<p class="lead">${fill(texts.device.hello, { name: at.visit.user.name })}</p>
<p class="jump"><a href="#kinds">${texts.device.another}</a></p>
${saidNote(words, said, at.now)}${instructions(words, at)}${kinds(words, at)}
</div>${
      asking.computer &&
      phoneSection(words, {
        qr: at.code?.qr ?? null,

        short: at.short,
        onDemand: at.code === null && at.entrance.mode !== 'password',
        minutes,
      })
    }`,
  };
}

function instructions(words: PageWords, at: AtDevice): Html {
  const { texts } = words;
  const { platform } = at;
  if (platform === 'chromeos' || platform === 'other') {
    const { title, text } = texts.device[platform];
    return html`<h2>${title}</h2>
<p>${text}</p>`;
  }
  const trust = at.authority !== null && certificateSection(words, platform, at.authority);
  if (at.ready.includes(platform)) return html`${trust}${begin(words, at)}`;
  return html`<div class="note warn"><p><strong>${texts.device.notReady.title}.</strong> ${texts.device.notReady.text}</p></div>
<p>${texts.device.keep}</p>
${addressLine(at.short)}
<section aria-labelledby="prepare">
<h2 id="prepare">${texts.device.prepare}</h2>
${steps(texts.device.steps[platform])}
</section>${trust}`;
}

function begin({ texts }: PageWords, { asking, platform }: AtDevice): Html {
  if (!mayBe(asking, platform)) return html`<div class="note good"><p>${texts.device.elsewhere}</p></div>`;
  return html`
<section>
<p>${texts.device.beginLead}</p>
${form('/device/begin', texts.device.begin, html`<input type="hidden" name="platform" value="${platform}">`)}
</section>`;
}

function kinds({ texts }: PageWords, { platform, asking }: AtDevice): Html {
  const one = (kind: AskingPlatform): Html => {
    const name = texts.platforms[kind];
    if (kind === platform) return html`<li><span aria-current="true">${name}</span></li>`;
    return html`<li><a href="/device?platform=${kind}">${name}</a></li>`;
  };
  return html`
<section aria-labelledby="kinds">
<h2 id="kinds">${texts.device.another}</h2>${
    asking.platform === 'macos' &&
    html`
<p class="hint">${texts.device.anotherIpad}</p>`
  }
<ul class="kinds">${ASKING_PLATFORMS.map(one)}</ul>
</section>`;
}
