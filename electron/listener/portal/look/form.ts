import { type Html, html } from '../html.ts';

/** What a field of a form is, and what it says. */
export interface Field {
  name: string;
  label: string;
  kind: 'text' | 'password' | 'pin';
  autocomplete: 'username' | 'current-password' | 'new-password' | 'one-time-code';
  hint?: string | undefined;
  value?: string | undefined;
  required?: boolean;
  readonly?: boolean;
  /** Fewest characters. */
  least?: number;
  /** The note above the form is about this field. */
  wrong?: boolean;
  /** The first to be typed into after an error. */
  first?: boolean;
}

/** Longest texts that forms take, in characters; the service judges shorter ones. */
export const FIELD_LIMITS = { userName: 254, password: 256, pin: 32 } as const;

/** A labelled field. Its hint, and the note that tells what is wrong, are tied to it. */
export function field(of: Field): Html {
  const { name, label, kind, hint } = of;
  const told = [of.wrong === true && 'said', hint !== undefined && `${name}-hint`].filter(Boolean).join(' ');
  return html`
<div class="field">
<label for="${name}">${label}</label>${hint !== undefined && html`<p class="hint" id="${name}-hint">${hint}</p>`}
<input id="${name}" name="${name}" ${look(kind)} autocomplete="${of.autocomplete}"${flags(of)}${
    told !== '' && html` aria-describedby="${told}"`
  }${of.value !== undefined && html` value="${of.value}"`}>
</div>`;
}

function look(kind: Field['kind']): Html {
  if (kind === 'password') return html`type="password" maxlength="${FIELD_LIMITS.password}"`;
  if (kind === 'pin') {
    return html`type="text" class="pin" inputmode="numeric" spellcheck="false" maxlength="${FIELD_LIMITS.pin}"`;
  }
  return html`type="text" autocapitalize="none" autocorrect="off" spellcheck="false" maxlength="${FIELD_LIMITS.userName}"`;
}

function flags({ required, readonly, least, wrong, first }: Field): Html {
  return html`${required === true && html` required`}${readonly === true && html` readonly`}${
    least !== undefined && html` minlength="${least}"`
  }${wrong === true && html` aria-invalid="true"`}${first === true && html` autofocus`}`;
}

/** A form with one button, sent by POST to a path of ours. */
export function form(action: string, button: string, fields: Html | null = null): Html {
  return html`<form method="post" action="${action}">${fields}
<button>${button}</button>
</form>`;
}

/** Something that happened, told at once to who listens; `bad` when it kept the form from being done. */
export function note(title: string, text: string, bad: boolean): Html {
  return html`<div class="note ${bad ? 'bad' : 'good'}" role="${bad ? 'alert' : 'status'}" id="said"><p><strong>${title}</strong> ${text}</p></div>`;
}

/** A short numbered list from texts keyed 1, 2, 3. */
export function steps(texts: Readonly<Record<string, string>>): Html {
  return html`<ol>${Object.values(texts).map(
    (text) => html`
<li>${text}</li>`,
  )}
</ol>`;
}
