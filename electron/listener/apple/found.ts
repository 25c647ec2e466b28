import type { AppleEnrollment } from '../../mdm/apple/contract.ts';
import { APPLE_PLATFORMS } from '../../model/apple/record.ts';
import { authorityToTrust } from '../portal/authority.ts';
import { tokenOf } from '../portal/forms.ts';
import { queryOf, type Visitor } from '../portal/visitor.ts';
import type { Stage } from './pages/stage.ts';
import type { PeopleDeps } from './people.ts';

/** How far a registration is, and of what kind. */
export type Progress = NonNullable<Awaited<ReturnType<AppleEnrollment['progress']>>>;

/** A registration that an address leads to. */
export interface Found {
  progress: Progress;
  stage: Stage;
}

/** Null for an address that leads nowhere. */
export async function find(kit: PeopleDeps, visitor: Visitor): Promise<Found | null> {
  const { request, words, session } = visitor;
  const token = tokenOf(request);
  const progress = token === null ? null : await kit.enrollment.progress(token);
  if (progress === null || token === null) return null;
  const [{ organisation }, authority] = await Promise.all([kit.portal().entrance(), authorityToTrust(kit)]);
  const picked = queryOf(request, 'kind');
  const begunAs = progress.platform;
  const stage: Stage = {
    words,
    organisation,
    kind: APPLE_PLATFORMS.find((kind) => kind === picked) ?? begunAs,
    begunAs,
    token,
    signedIn: session !== null,
    ownAuthority: authority !== null,
    still: queryOf(request, 'still') === '1',
    now: kit.clock.now(),
  };
  return { progress, stage };
}
