import { html } from '../html.ts';
import { form } from '../look/form.ts';
import type { Page } from '../look/layout.ts';
import { isBad, saidNote } from '../said.ts';
import { fill, type PageWords } from '../words.ts';
import type { Threshold } from './sign-in.ts';

/** Asks whether to go on here as somebody: looking at it uses nothing up. */
export function handoverPage(
  words: PageWords,
  at: Omit<Threshold, 'name'> & { name: string; token: string },
): Page {
  const { texts } = words;
  const { name, token, said } = at;
  return {
    title: texts.handover.title,
    organisation: at.entrance.organisation,
    wrong: isBad(said),
    body: html`<p class="lead">${fill(texts.handover.lead, { name })}</p>
${saidNote(words, said, at.now)}${form(`/t/${token}`, fill(texts.handover.button, { name }))}
<p class="hint above">${texts.handover.notMe}</p>`,
  };
}

/** A code that is of no use any more. */
export function handoverGonePage({ texts }: PageWords, organisation: string): Page {
  const { title, text } = texts.handover.gone;
  return {
    title,
    organisation,
    body: html`<p class="lead">${text}</p>
<p><a class="button" href="/go">${texts.signIn.title}</a></p>`,
  };
}
