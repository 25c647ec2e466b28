import type { RegistrationSettings } from '../../model/registration-settings.ts';
import { tokenHash } from '../secrets/tokens.ts';
import type { PortalKit } from './deps.ts';
import { needStanding } from './standing.ts';

type Terms = RegistrationSettings['terms'];

/**
 * Under what an acceptance is kept: SHA-256 of the texts in both languages, which say the same. A change of either asks
 * everybody again. Null when there are no terms.
 */
export function termsKey({ en, fr }: Terms): string | null {
  const texts = [plain(en), plain(fr)];
  return texts.join('') === '' ? null : tokenHash(JSON.stringify(texts));
}

/** The terms in a language, or in the other where this one has none. */
export function termsIn(terms: Terms, language: 'en' | 'fr'): string {
  const here = plain(terms[language]);
  return here === '' ? plain(terms[language === 'en' ? 'fr' : 'en']) : here;
}

/** See PortalService.acceptTerms: what counts is that the text that was shown is one of the current ones. */
export async function acceptTerms(kit: PortalKit, token: string, shown: string): Promise<void> {
  const { user, settings, step } = await needStanding(kit, token);
  const terms = termsKey(settings.terms);
  if (step !== 'terms' || terms === null || !isCurrent(settings.terms, shown)) return;
  const audit = kit.draft(user.userName, 'portal.terms', user.id, { terms });
  await kit.access.acceptTerms({ userId: user.id, terms, at: kit.clock.now(), audit });
  kit.changed();
}

function isCurrent({ en, fr }: Terms, shown: string): boolean {
  const text = plain(shown);
  return text !== '' && (text === plain(en) || text === plain(fr));
}

/** Forms send line ends of their own. */
function plain(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim();
}
