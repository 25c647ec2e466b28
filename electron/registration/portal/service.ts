import type { PortalService, TicketService } from '../contract.ts';
import { hashSecret, verifySecret } from '../secrets/scrypt.ts';
import { tokenHash } from '../secrets/tokens.ts';
import { begin, readyPlatforms } from './begin.ts';
import type { PortalDeps, PortalKit } from './deps.ts';
import { ownDevices } from './devices.ts';
import { throttled } from './gate.ts';
import { handOver, lookAtHandover, takeHandover } from './handover.ts';
import { openLink } from './link.ts';
import { createHesitation } from './pace.ts';
import { requestPin } from './request-pin.ts';
import { setPassword } from './set-password.ts';
import { provePin, signIn } from './sign-in.ts';
import { acceptTerms } from './terms.ts';
import { createTickets } from './tickets.ts';
import { visit } from './visit.ts';

export type { PortalDeps } from './deps.ts';

/** What people at the registration pages do, and what platforms do with the tickets they get. */
export function createPortal(deps: PortalDeps): { portal: PortalService; tickets: TicketService } {
  const secrets = throttled(deps.secrets ?? { hash: hashSecret, verify: verifySecret });
  const kit: PortalKit = { ...deps, secrets, hesitation: createHesitation(deps.clock) };
  const portal: PortalService = {
    entrance: async () => {
      const { mode, passwordLength } = await kit.registration.settingsLately();
      return { organisation: kit.organisation(), mode, passwordLength };
    },
    openLink: (token) => openLink(kit, token),
    signIn: (input) => signIn(kit, input),
    requestPin: (input) => requestPin(kit, input),
    visit: (session, language) => visit(kit, session, language),
    provePin: (session, pin, address) => provePin(kit, session, { pin, address }),
    setPassword: (session, input) => setPassword(kit, session, input),
    acceptTerms: (session, terms) => acceptTerms(kit, session, terms),
    devices: (session) => ownDevices(kit, session),
    handover: (session) => handOver(kit, session),
    lookAtHandover: (token) => lookAtHandover(kit, token),
    takeHandover: (token, device) => takeHandover(kit, token, device),
    begin: (session, platform) => begin(kit, session, platform),
    ready: () => readyPlatforms(kit),
    signOut: (session) => kit.access.endSession(tokenHash(session)),
  };
  return { portal, tickets: createTickets(kit) };
}
