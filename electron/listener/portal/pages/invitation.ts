import type { Qr } from '../../../model/invitation.ts';
import type { Asks, LinkFate } from '../../../registration/contract.ts';
import { type Html, html } from '../html.ts';
import { field, form } from '../look/form.ts';
import type { Page } from '../look/layout.ts';
import { phoneSection } from '../look/qr-code.ts';
import { isBad, saidNote } from '../said.ts';
import { fill, type PageWords } from '../words.ts';
import { pinField, signedInBox, type Threshold } from './sign-in.ts';

export type OpenFate = Extract<LinkFate, { kind: 'open' }>;
export type ClosedFate = Exclude<LinkFate['kind'], 'open'>;

/** The way to a phone, on a computer. */
export interface ToPhone {
  qr: Qr;
  short: string;
}

/** What an open invitation is for, and what is asked of its holder. */
export function invitationPage(
  words: PageWords,
  at: Threshold & { fate: OpenFate; token: string; toPhone: ToPhone | null },
): Page {
  const { texts } = words;
  const { fate, token, toPhone, said } = at;
  const { organisation } = at.entrance;
  const wrong = isBad(said);
  const { asks, name } = fate;
  return {
    title: fill(texts.invitation.title, { name }),
    organisation,
    wrong,
    wide: toPhone !== null,
    body: html`<div>
<p class="lead">${fill(texts.invitation.lead, { organisation })} ${fill(texts.invitation.until, { day: words.day(fate.until) })}</p>
${saidNote(words, said, at.now)}${signedInBox(words, at.name)}${
  toPhone !== null &&
  html`<h2>${texts.invitation.here}</h2>
`
}${form(`/i/${token}`, texts.invitation.button, secrets(words, asks, wrong))}${asks.pin && newPin(words, token)}
</div>${toPhone !== null && phoneSection(words, toPhone)}`,
  };
}

function secrets(words: PageWords, { pin, password }: Asks, wrong: boolean): Html {
  const { texts } = words;
  const network = password === 'directory';
  const ofPassword = (): Html =>
    field({
      name: 'password',
      label: network ? texts.signIn.networkPassword : texts.signIn.password,
      kind: 'password',
      autocomplete: 'current-password',
      hint: network ? texts.signIn.networkPasswordHint : undefined,
      required: true,
      wrong,
      first: wrong,
    });
  return html`${password !== 'none' && ofPassword()}${pin && pinField(words, wrong, wrong && password === 'none')}`;
}

function newPin({ texts }: PageWords, token: string): Html {
  return html`
<div class="quiet"><p class="hint above">${texts.invitation.noPin}</p>
${form(`/i/${token}/pin`, texts.invitation.newPin)}</div>`;
}

/** Why a link leads nowhere, and what to do. */
export function fatePage({ texts }: PageWords, organisation: string, kind: ClosedFate): Page {
  const { title, text } = texts.fate[kind];
  return {
    title,
    organisation,
    body: html`<p class="lead">${text}</p>
<h2>${texts.fate.next}</h2>
<p>${texts.fate.signIn}</p>
<p><a class="button" href="/go">${texts.signIn.title}</a></p>
<p class="hint">${texts.fate.ask}</p>`,
  };
}
