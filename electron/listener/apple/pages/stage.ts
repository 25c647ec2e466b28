import { APPLE_PLATFORMS, type ApplePlatform } from '../../../model/apple/record.ts';
import { type Html, html } from '../../portal/html.ts';
import { form } from '../../portal/look/form.ts';
import type { Page } from '../../portal/look/layout.ts';
import { fill, type PageWords } from '../../portal/words.ts';
import { type Way, wayOf } from './kind.ts';

/** What all pages of a registration show. */
export interface Stage {
  words: PageWords;
  organisation: string;
  /** The kind of device whose steps are shown, and the one the registration was begun for. */
  kind: ApplePlatform;
  begunAs: ApplePlatform;
  token: string;
  /** Its browser has a session, which may be over. */
  signedIn: boolean;
  /** The devices of the organisation must trust its own authority first. */
  ownAuthority: boolean;
  /** Not reloaded by itself. */
  still: boolean;
  now: number;
}

/** The way of a kind, and its name as people call it. */
export function deviceOf({ words, kind }: Stage): { way: Way; device: string } {
  return { way: wayOf(kind), device: words.texts.platforms[kind] };
}

/** Where a page of this registration is, with what was chosen on it; `again`: the profile is handed over once more. */
export function pathOf(
  stage: Stage,
  leaf: '' | '/install' = '',
  choice: { kind?: ApplePlatform; still?: boolean; again?: boolean } = {},
): string {
  const asked = new URLSearchParams(queryOf({ ...stage, ...choice }));
  if (choice.again === true) asked.set('again', '1');
  const query = asked.toString();
  return `/apple/${stage.token}${leaf}${query === '' ? '' : `?${query}`}`;
}

/** What the address says beside its path. */
function queryOf({
  kind,
  begunAs,
  still,
}: Pick<Stage, 'kind' | 'begunAs' | 'still'>): Record<string, string> {
  return { ...(kind === begunAs ? {} : { kind }), ...(still ? { still: '1' } : {}) };
}

/**
 * Leads to the profile. On an iPhone the next page hands it over and says what is shown then: a page that hands over a file stops
 * looking for news. A Mac’s browser puts it aside, and this page goes on.
 */
export function profileLink(
  stage: Stage,
  { text, quiet, again }: { text: string; quiet: boolean; again: boolean },
): Html {
  const look = quiet ? 'button quiet' : 'button';
  if (wayOf(stage.kind) === 'mac')
    return html`<p><a class="${look}" href="/apple/${stage.token}/profile" download>${text}</a></p>`;
  const path = pathOf(stage, '/install', again ? { again } : {});
  return html`<p><a class="${look}" href="${path}">${text}</a></p>`;
}

/** The frame of such a page. */
export function framed(stage: Stage, { title, body }: Pick<Page, 'title' | 'body'>): Page {
  const { organisation, signedIn } = stage;
  return {
    title,
    organisation,
    query: queryOf(stage),
    ...(signedIn ? { account: 'devices' } : {}),
    body,
  };
}

/** Where this page is in the row of three. */
export function stepLine({ words }: Stage, step: 1 | 2 | 3): Html {
  return html`<p class="hint">${fill(words.texts.apple.step, { step })}</p>`;
}

/** Says that the page looks for news by itself, and lets its reader stop that: a reload takes readers of screens back to its top. */
export function watchLine(stage: Stage): Html {
  const { watch } = stage.words.texts.apple;
  const other = pathOf(stage, '', { still: !stage.still });
  return html`<p class="hint">${stage.still ? watch.stopped : watch.waiting} <a href="${pathOf(stage)}">${watch.now}</a> · <a href="${other}">${stage.still ? watch.go : watch.stop}</a></p>`;
}

/** The steps for another kind: an iPad can look like a Mac. */
export function otherKinds(stage: Stage): Html {
  const { texts } = stage.words;
  const one = (kind: ApplePlatform): Html => {
    if (kind === stage.kind) return html`<li><span aria-current="true">${texts.platforms[kind]}</span></li>`;
    return html`<li><a href="${pathOf(stage, '', { kind })}">${texts.platforms[kind]}</a></li>`;
  };
  return html`
<section aria-labelledby="kinds">
<h2 id="kinds">${texts.device.another}</h2>${
    stage.kind === 'macos' &&
    html`
<p class="hint">${texts.device.anotherIpad}</p>`
  }
<ul class="kinds">${APPLE_PLATFORMS.map(one)}</ul>
</section>`;
}

/** Begins a registration anew, for the kind whose steps were shown. */
export function beginAgain({ words, kind }: Stage): Html {
  const { button } = words.texts.apple.expired;
  return form('/device/begin', button, html`<input type="hidden" name="platform" value="${kind}">`);
}
