import { type Html, html } from '../../portal/html.ts';
import { fill, type Language, type PageWords } from '../../portal/words.ts';

/** Height of a line of figures, in the drawing’s own unit. */
const LINE = 40;
const COLON = { x: 46, y: 30 };

/**
 * Minutes and seconds that run down to nothing without a script (SMIL, W3C SVG Animations level 2): each place is a strip of
 * figures that moves by a line.
 */
export function runningClock(ms: number): Html {
  const left = Math.max(0, Math.ceil(ms / 1000));
  const minutes = Math.floor(left / 60);
  const tens = Math.floor((left % 60) / 10);
  const ones = left % 10;
  // What is left when it ends is nothing, not the figure before.
  const run = html`repeatDur="${left + 0.5}s" fill="freeze"`;
  return html`<svg class="clock" viewBox="${minutes < 10 ? 18 : 0} 0 ${minutes < 10 ? 80 : 98} ${LINE}" aria-hidden="true" focusable="false">
${strip({ x: 42, values: down(minutes, minutes + 1), every: 60, gone: 59 - (left % 60), run: html`fill="freeze"` })}
<text x="${COLON.x}" y="${COLON.y}" text-anchor="middle">:</text>
${strip({ x: 72, values: down(tens, 6), every: 10, gone: 9 - ones, run })}
${strip({ x: 94, values: down(ones, 10), every: 1, gone: 0, run })}
</svg>`;
}

/** From a figure down, `count` of them, starting over where a place has no more. */
function down(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, at) => (from - at + count) % count);
}

interface Strip {
  /** Right edge. */
  x: number;
  values: readonly number[];
  /** Seconds each figure is shown, and how many of the first one’s are over. */
  every: number;
  gone: number;
  run: Html;
}

function strip({ x, values, every, gone, run }: Strip): Html {
  const places = values.map((_, at) => `0 ${-at * LINE}`).join(';');
  return html`<g>${values.map(
    (value, at) => html`<text x="${x}" y="${at * LINE + 30}" text-anchor="end">${value}</text>`,
  )}<animateTransform attributeName="transform" type="translate" calcMode="discrete" values="${places}" dur="${
    every * values.length
  }s" begin="${-gone}s" ${run}></animateTransform></g>`;
}

/** How much time is left, running down, and when it ends. */
export function timeLeft(words: PageWords, until: number, now: number): Html {
  const { time } = words.texts.apple;
  const values = { minutes: words.minutes(until - now), time: timeOf(words.language, until) };
  return html`<div class="left">${runningClock(until - now)}<p><span class="unseen">${fill(time.left, values)}.</span> ${fill(time.until, values)}</p></div>`;
}

/** A time of day with its zone: whoever reads it may be in another one. */
export function timeOf(language: Language, at: number): string {
  const format = new Intl.DateTimeFormat(language, {
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  });
  return format.format(at).replaceAll(' ', '\u00a0');
}
