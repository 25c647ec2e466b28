import type { Visit } from '../contract.ts';
import type { PortalKit } from './deps.ts';
import { prolong } from './sessions.ts';
import { standingOf } from './standing.ts';
import { termsIn } from './terms.ts';

/** See PortalService.visit. A visit keeps the session alive. */
export async function visit(kit: PortalKit, token: string, language: 'en' | 'fr'): Promise<Visit | null> {
  const standing = await standingOf(kit, token);
  if (standing === null) return null;
  const { session, user, settings, asks, step } = standing;
  await prolong(kit, session);
  return {
    user: {
      id: user.id,
      name: user.displayName,
      userName: user.userName,
      email: user.email,
      language: user.language,
    },
    password: asks.password,
    step,
    terms: step === 'terms' ? termsIn(settings.terms, language) : null,
    invited: session.invitationId !== null,
  };
}
