import type { Clock, Random } from '../../model/ports.ts';
import type { PkiService } from '../../pki/contract.ts';
import type { MakeQr, PortalService } from '../../registration/contract.ts';
import type { ListenerRoom } from '../contract.ts';
import { portalErrorPage } from './error-page.ts';
import { HEADERS } from './headers.ts';
import { askedLanguage } from './words.ts';

export interface PortalRoomDeps {
  portal: PortalService;
  pki: Pick<PkiService, 'overview' | 'root' | 'crl'>;
  /** Where people register, for links and QR codes. */
  baseUrl(): Promise<string>;
  qr: MakeQr;
  clock: Pick<Clock, 'now'>;
  random: Pick<Random, 'bytes'>;
}

/** The pages for people, and the authority’s certificate and revocation list. They are loaded when a door opens. */
export function createPortalRoom(deps: PortalRoomDeps): ListenerRoom {
  return {
    name: 'portal',
    refusal: (status, acceptLanguage) => ({
      headers: { ...HEADERS, 'content-type': 'text/html; charset=utf-8' },
      body: portalErrorPage(status, askedLanguage({ 'accept-language': acceptLanguage })),
    }),
    routes: async (door, server) => {
      if (door !== 'people') return;
      const { servePortal } = await import('./portal.ts');
      await servePortal(deps, server);
    },
  };
}
