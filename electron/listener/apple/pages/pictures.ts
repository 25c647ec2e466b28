import { type Html, html } from '../../portal/html.ts';
import type { PageWords } from '../../portal/words.ts';

/** What an iPhone shows, drawn: the words beside it say the same, so that nobody has to see it. */
export interface Pictures {
  asks: Html;
  downloaded: Html;
  install: Html;
}

/** See Pictures. */
export function picturesOf({ texts }: PageWords): Pictures {
  const { pictures } = texts.apple;
  return {
    asks: html`<div class="shot alert" aria-hidden="true"><p>${pictures.asks}</p><p><span>${pictures.ignore}</span><b>${pictures.allow}</b></p></div>`,
    downloaded: html`<div class="shot row" aria-hidden="true"><span>${pictures.downloaded}</span><span>›</span></div>`,
    install: html`<div class="shot row" aria-hidden="true"><span>${pictures.cancel}</span><span>${pictures.profile}</span><b>${pictures.install}</b></div>`,
  };
}
