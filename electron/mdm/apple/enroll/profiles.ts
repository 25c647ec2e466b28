import { writePlist } from '../../../plist/plist.ts';
import { newToken, tokenHash } from '../../../registration/secrets/tokens.ts';
import type { EnrollmentProfiles } from '../parts.ts';
import type { EnrollDeps } from './deps.ts';
import { enrollmentPayload } from './payloads.ts';
import { profileIdentifier } from './stable.ts';
import { PROFILE_TEXTS } from './texts.ts';

/** Makes enrollment profiles; see EnrollmentProfiles. A challenge is on the disk before a profile names it. */
export function createEnrollmentProfiles(deps: EnrollDeps): EnrollmentProfiles {
  const { apple, users, pki, clock, random, workspaceId } = deps;
  return {
    identifier: profileIdentifier(workspaceId),
    make: async ({ purpose, ticketId, userId, deviceId, until, language }) => {
      const [user, root, topic, serverUrl] = await Promise.all([
        userId === null ? null : users.get(userId),
        pki.root(),
        deps.topic(),
        deps.serverUrl(),
      ]);
      const challenge = newToken(random);
      const payload = enrollmentPayload({
        workspaceId,
        organisation: deps.organisation(),
        texts: PROFILE_TEXTS[user?.language ?? language ?? deps.language()],
        serverUrl,
        topic,
        root: root.der,
        challenge,
      });
      const signed = await pki.cms.sign(writePlist(payload));
      const issuedAt = clock.now();
      const hash = tokenHash(challenge);
      await apple.putChallenge({ hash, purpose, ticketId, userId, deviceId, issuedAt, expiresAt: until });
      return signed;
    },
  };
}
