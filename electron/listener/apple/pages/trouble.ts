import { type Html, html } from '../../portal/html.ts';
import { fill } from '../../portal/words.ts';
import { timeOf } from './clock.ts';
import { deviceOf, type Stage } from './stage.ts';

/** What to do when the installation was stopped, or does not work. */
export function troubleSection(
  at: Stage & { until: number },
  how: 'cancelled' | 'halfway',
  more: Html | null,
): Html {
  const { trouble } = at.words.texts.apple;
  const { device } = deviceOf(at);
  const time = timeOf(at.words.language, at.until);
  return html`
<section aria-labelledby="trouble">
<h2 id="trouble">${trouble.title}</h2>
<p>${fill(trouble[how], { device, time })}</p>${more}${trustNote(at, 'trust')}
</section>`;
}

/**
 * An iPhone must know the authority before it believes the server that its profile names; a Mac takes the profile’s word for it
 * (Apple, micromdm#628).
 */
export function trustNote(at: Stage, when: 'first' | 'trust'): Html | null {
  const { trouble } = at.words.texts.apple;
  const { way, device } = deviceOf(at);
  if (!at.ownAuthority || way !== 'ios') return null;
  return html`
<p>${fill(trouble[when], { device })} <a href="/device?platform=${at.kind}#certificate">${trouble.how}</a></p>`;
}
