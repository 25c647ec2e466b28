import type { IncomingHttpHeaders } from 'node:http';

/** More says nothing more. */
const LONGEST_AGENT = 512;
/** What other browsers on iPhones and iPads call themselves, and the ones that applications open inside themselves. */
const OTHERS =
  /\b(?:CriOS|FxiOS|EdgiOS|OPiOS|OPT|GSA|DuckDuckGo|Brave|FBAN|FBAV|Instagram|Teams|LinkedInApp)\b/;

/** False where the browser of an iPhone or iPad is surely not Safari, which alone hands a profile to the system. */
export function mayBeSafari({ 'user-agent': agent = '' }: IncomingHttpHeaders): boolean {
  const looked = agent.slice(0, LONGEST_AGENT);
  return !(/\b(?:iPhone|iPad|iPod)\b/.test(looked) && (OTHERS.test(looked) || !/\bSafari\//.test(looked)));
}
