import { html } from './html.ts';
import { drawPage } from './look/layout.ts';
import { type Language, TEXTS, type Texts } from './words.ts';

type Told = Exclude<keyof Texts['errors'], 'go'>;

/**
 * A page for an HTTP status that names nothing but what happened and the next step: not the organisation, not the
 * product, not the reason. For the answers of all doors to browsers.
 */
export function portalErrorPage(status: number, language: Language): string {
  const texts = TEXTS[language];
  const { errors } = texts;
  const { title, text } = errors[toldOf(status)];
  return drawPage(
    { language, texts },
    {
      title,
      body: html`<p class="lead">${text}</p>
<p><a class="button quiet" href="/go">${errors.go}</a></p>`,
    },
  );
}

function toldOf(status: number): Told {
  if (status === 403 || status === 413 || status === 429) return `${status}`;
  if (status === 404 || status === 405) return '404';
  return status < 500 ? '400' : '500';
}
