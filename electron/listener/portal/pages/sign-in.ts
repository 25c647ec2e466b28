import type { PortalService } from '../../../registration/contract.ts';
import { type Html, html } from '../html.ts';
import { field, form } from '../look/form.ts';
import type { Page } from '../look/layout.ts';
import { isBad, type Said, saidNote } from '../said.ts';
import { fill, type PageWords } from '../words.ts';

export type Entrance = Awaited<ReturnType<PortalService['entrance']>>;

/** What a page in front of the door shows besides its form. */
export interface Threshold {
  entrance: Entrance;
  said: Said | null;
  now: number;
  /** Who is signed in already. */
  name: string | null;
}

/** Signing in by user name. `withPin`: with a PIN although the mode asks for a password. */
export function signInPage(words: PageWords, at: Threshold & { withPin: boolean }): Page {
  const { texts } = words;
  const { entrance, said } = at;
  const { mode, organisation } = entrance;
  const withPin = mode === 'password' && at.withPin;
  const onlyPin = mode === 'pin' || withPin;
  const wrong = isBad(said);
  const fields = html`${userNameField(words, said)}${
    !onlyPin &&
    field({
      name: 'password',
      label: texts.signIn.password,
      kind: 'password',
      autocomplete: 'current-password',
      hint: mode === 'pin_and_password' ? texts.signIn.passwordIfAny : undefined,
      required: mode === 'password',
      wrong,
      first: wrong && said?.userName !== undefined,
    })
  }${(onlyPin || mode === 'pin_and_password') && pinField(words, wrong, onlyPin && wrong)}${
    withPin && html`<input type="hidden" name="with" value="pin">`
  }`;
  return {
    title: texts.signIn.title,
    organisation,
    wrong,
    query: withPin ? { with: 'pin' } : {},
    body: html`<p class="lead">${onlyPin ? texts.signIn.leadPin : texts.signIn.lead}</p>
${saidNote(words, said, at.now)}${signedInBox(words, at.name)}${form('/go', texts.signIn.button, fields)}
${otherWays(words, mode === 'password', withPin)}`,
  };
}

function otherWays({ texts }: PageWords, byPassword: boolean, withPin: boolean): Html {
  const other = withPin
    ? html`<li><a href="/go">${texts.signIn.withPassword}</a></li>`
    : html`<li><a href="/go?with=pin">${texts.signIn.withPin}</a></li>`;
  return html`<ul class="links">${byPassword && other}${
    (withPin || !byPassword) && html`<li><a href="/go/pin">${texts.signIn.newPin}</a></li>`
  }</ul>`;
}

/** Asking for a new PIN by mail. */
export function newPinPage(words: PageWords, { entrance, said, now }: Omit<Threshold, 'name'>): Page {
  const { texts } = words;
  return {
    title: texts.newPin.title,
    organisation: entrance.organisation,
    wrong: isBad(said),
    body: html`<p class="lead">${texts.newPin.lead}</p>
${saidNote(words, said, now)}${form('/go/pin', texts.newPin.button, userNameField(words, said))}
<ul class="links"><li><a href="/go">${texts.newPin.back}</a></li></ul>`,
  };
}

function userNameField({ texts }: PageWords, said: Said | null): Html {
  return field({
    name: 'userName',
    label: texts.signIn.userName,
    kind: 'text',
    autocomplete: 'username',
    hint: texts.signIn.userNameHint,
    value: said?.userName,
    required: true,
    wrong: said?.code === 'missing' && said.userName === undefined,
  });
}

/** The field for a PIN. */
export function pinField({ texts }: PageWords, wrong: boolean, first: boolean): Html {
  return field({
    name: 'pin',
    label: texts.signIn.pin,
    kind: 'pin',
    autocomplete: 'one-time-code',
    hint: texts.signIn.pinHint,
    required: true,
    wrong,
    first,
  });
}

/** For one who is signed in already: on without signing in again. */
export function signedInBox({ texts }: PageWords, name: string | null): Html | null {
  if (name === null) return null;
  return html`<div class="note good"><p>${fill(texts.page.signedIn, { name })}</p><p><a class="button quiet" href="/next">${texts.page.goOn}</a></p></div>
`;
}
