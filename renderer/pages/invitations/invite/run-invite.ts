import type { InviteInput, InviteResult } from '../../../../electron/bridge/domain';
import { call, on } from '../../../bridge';
import { useInviteWork } from '../../../stores/invite-work';

/**
 * Makes invitations. The dialog and the top bar show how far it is and can stop it; what was made until then stays.
 * Throws what `invitations.create` throws, `cancelled` when it was stopped.
 */
export async function runInvite(input: InviteInput): Promise<InviteResult> {
  const controller = new AbortController();
  const cancel = () => controller.abort();
  useInviteWork.setState({ running: { done: 0, of: null, cancel } });
  const stop = on('invitations.progress', (progress) =>
    useInviteWork.setState({ running: { ...progress, cancel } }),
  );
  try {
    return await call('invitations.create', input, { signal: controller.signal });
  } finally {
    stop();
    useInviteWork.setState({ running: null });
  }
}
