import { type InvitationState, OPEN_INVITATION } from '../../../../electron/bridge/domain';
import { navigate } from '../../../stores/route';
import { enterInvitations, showEveryInvitation, useInvitationsView } from './view';

/** Opens the Invitations page with an invitation beside the table. */
export function openInvitation(workspaceId: string, id: string): void {
  enterInvitations(workspaceId);
  useInvitationsView.setState({ openId: id, current: null });
  navigate('invitations');
}

/** Opens the Invitations page on the open ones whose mail failed, or of which nobody knows whether it went out. */
export function showUnsent(workspaceId: string): void {
  showInvitations(workspaceId, OPEN_INVITATION);
  useInvitationsView.setState({ mail: ['failed', 'unknown'] });
}

/** Opens the Invitations page on those in these states; all of them when none is given. */
export function showInvitations(workspaceId: string, states: readonly InvitationState[] = []): void {
  enterInvitations(workspaceId);
  showEveryInvitation();
  useInvitationsView.setState({ states });
  navigate('invitations');
}
