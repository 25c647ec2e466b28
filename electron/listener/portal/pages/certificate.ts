import type { AskingPlatform } from '../../../model/registration-settings.ts';
import { type Html, html } from '../html.ts';
import { steps } from '../look/form.ts';
import type { PageWords } from '../words.ts';

/** The authority a device must trust before it believes the listener. */
export interface Authority {
  /** Its subject. */
  name: string;
  /** SHA-256, in hex. */
  fingerprint: string;
}

/** How to make a device trust the authority, with what to compare first. */
export function certificateSection(
  { texts }: PageWords,
  platform: Exclude<AskingPlatform, 'chromeos' | 'other'>,
  { name, fingerprint }: Authority,
): Html {
  const { certificate } = texts;
  return html`
<section aria-labelledby="certificate">
<h2 id="certificate">${certificate.title}</h2>
<p>${certificate.lead}</p>
${steps(certificate.steps[platform])}
<p>${certificate.check}</p>
<dl class="print stacked"><dt>${certificate.name}</dt><dd>${commonName(name)}</dd><dt>${certificate.fingerprint}</dt><dd>${pairs(fingerprint)}</dd></dl>
<p class="above"><a class="button quiet" href="/authority.crt">${certificate.download}</a></p>
</section>`;
}

/** What systems show of a subject such as `CN=name, O=organisation`. */
function commonName(subject: string): string {
  return /(?:^|, )CN=(.+?)(?=, [A-Z]+=|$)/.exec(subject)?.[1] ?? subject;
}

/** As systems write fingerprints: `0A 1B …`. */
function pairs(hex: string): string {
  return (hex.toUpperCase().match(/../g) ?? []).join(' ');
}
