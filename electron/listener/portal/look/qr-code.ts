import type { Qr } from '../../../model/invitation.ts';
import { type Html, html } from '../html.ts';
import { fill, type PageWords } from '../words.ts';
import { form } from './form.ts';

/** Units of white that a QR code wants on every side (ISO/IEC 18004 section 5.3.8). */
const QUIET = 4;

/** A QR code, black on white in either theme. */
export function qrPicture({ size, path }: Qr, label: string): Html {
  const whole = size + 2 * QUIET;
  return html`<svg class="code" viewBox="${-QUIET} ${-QUIET} ${whole} ${whole}" role="img" aria-label="${label}" shape-rendering="crispEdges"><rect x="${-QUIET}" y="${-QUIET}" width="${whole}" height="${whole}" fill="#fff"/><path d="${path}" fill="#000"/></svg>`;
}

/** How to go on with a phone: the square, how to hold the camera, and an address to type instead. */
export function phoneSection(
  { texts }: PageWords,
  of: {
    qr: Qr | null;
    /** The address that can be typed. */
    short: string;
    minutes?: string | undefined;
    /** A code is made only when it is wanted, as it costs the PIN. */
    onDemand?: boolean;
  },
): Html {
  return html`
<section aria-labelledby="phone">
<h2 id="phone">${texts.qr.title}</h2>
${
  of.qr !== null &&
  html`<p>${texts.qr.camera}</p>
${qrPicture(of.qr, texts.qr.label)}
${of.minutes !== undefined && html`<p class="hint">${fill(texts.qr.until, { minutes: of.minutes })}</p>`}`
}
${
  of.onDemand === true &&
  html`<div class="quiet"><p>${texts.qr.cost}</p>
${form('/me/qr', texts.qr.button)}</div>`
}<p${of.onDemand === true && html` class="above"`}>${texts.qr.short}</p>
${addressLine(of.short)}
${of.qr !== null && html`<p class="hint">${texts.qr.allow}</p>`}
</section>`;
}

/** An address to be read and typed; where it is too long for a line it breaks between its parts. */
export function addressLine(address: string): Html {
  const parts = address.split(/(?=:\d|(?<!\/)\/(?!\/)|\.)/);
  return html`<p class="address">${parts.map((part) => html`<wbr>${part}`)}</p>`;
}
