import type { Visit } from '../../../registration/contract.ts';
import { type Html, html } from '../html.ts';
import { field, form } from '../look/form.ts';
import type { Page } from '../look/layout.ts';
import { isBad, type Said, saidNote } from '../said.ts';
import { fill, type PageWords } from '../words.ts';
import { type Entrance, pinField } from './sign-in.ts';

/** What pages of a signed-in person show. */
export interface Stage {
  entrance: Entrance;
  visit: Visit;
  said: Said | null;
  now: number;
}

/** The PIN as well, in a session that began with a password. */
export function pinPage(words: PageWords, { entrance, said, now }: Stage): Page {
  const { texts } = words;
  const wrong = isBad(said);
  return {
    title: texts.pin.title,
    organisation: entrance.organisation,
    wrong,
    account: 'out',
    body: html`<p class="lead">${texts.pin.lead}</p>
${saidNote(words, said, now)}${form('/next/pin', texts.pin.button, pinField(words, wrong, wrong))}
<div class="quiet"><p class="hint above">${texts.invitation.noPin}</p>
${form('/next/pin/new', texts.invitation.newPin)}</div>`,
  };
}

/** A password where there is none (`change` false), or another one in its place. */
export function passwordPage(words: PageWords, stage: Stage & { change: boolean }): Page {
  const { texts } = words;
  const { entrance, said, change } = stage;
  return {
    title: change ? texts.password.changeTitle : texts.password.title,
    organisation: entrance.organisation,
    wrong: isBad(said),
    account: change ? 'devices' : 'out',
    body: html`<p class="lead">${change ? texts.password.changeLead : texts.password.lead}</p>
${saidNote(words, said, stage.now)}${form(
  change ? '/me/password' : '/next/password',
  texts.password.button,
  passwordFields(words, stage),
)}`,
  };
}

function passwordFields(
  { texts }: PageWords,
  { visit, entrance, said, change }: Stage & { change: boolean },
): Html {
  const least = entrance.passwordLength;
  const currentWrong = said?.code === 'password_wrong';
  const newWrong = isBad(said) && !currentWrong;
  // Password managers keep a password under the user name beside it.
  return html`${field({
    name: 'userName',
    label: texts.signIn.userName,
    kind: 'text',
    autocomplete: 'username',
    value: visit.user.userName,
    readonly: true,
  })}${
    change &&
    field({
      name: 'current',
      label: texts.password.current,
      kind: 'password',
      autocomplete: 'current-password',
      required: true,
      wrong: currentWrong,
      first: currentWrong,
    })
  }${field({
    name: 'password',
    label: texts.password.new,
    kind: 'password',
    autocomplete: 'new-password',
    hint: fill(texts.password.newHint, { least }),
    required: true,
    least,
    wrong: newWrong,
    first: newWrong,
  })}${field({
    name: 'repeat',
    label: texts.password.repeat,
    kind: 'password',
    autocomplete: 'new-password',
    required: true,
    wrong: said?.code === 'password_differs',
  })}`;
}

/** The terms of use. `seal` tells later whether they are still the ones that were read. */
export function termsPage(words: PageWords, stage: Stage & { terms: string; seal: string }): Page {
  const { texts } = words;
  const { entrance, said, terms, seal, now } = stage;
  return {
    title: texts.terms.title,
    organisation: entrance.organisation,
    wrong: isBad(said),
    account: 'out',
    body: html`<p class="lead">${texts.terms.lead}</p>
${saidNote(words, said, now)}<div class="terms" role="region" tabindex="0" aria-label="${texts.terms.region}">${terms}</div>
${form('/next/terms', texts.terms.button, html`<input type="hidden" name="terms" value="${seal}">`)}
<p class="hint above">${texts.terms.refuse}</p>`,
  };
}
