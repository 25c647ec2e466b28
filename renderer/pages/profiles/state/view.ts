import { create } from 'zustand';
import type { ProfileKind } from '../../../../electron/bridge/domain';
import { navigate } from '../../../stores/route';

type Widths = Readonly<Record<string, number>>;

/** What the Profiles page asks: a new profile of a kind, a built one to be changed, or who is to have one. */
export type ProfileDialog =
  | { kind: 'build'; form: ProfileKind; id: string | null }
  | { kind: 'assign'; id: string }
  | { kind: 'remove'; id: string };

/** How the page is set up, and where the admin is in it, for coming back to it. */
interface ProfilesView {
  workspaceId: string | null;
  text: string;
  widths: Widths;
  /** In px. */
  paneWidth: number;
  /** The row the arrows move; its id follows when rows change. */
  current: { index: number; id: string | null } | null;
  openId: string | null;
  dialog: ProfileDialog | null;
  /** Moves the current row down (1) or up (-1); set by the table while it is on screen. */
  step: ((by: 1 | -1) => void) | null;
}

const begun = (workspaceId: string | null): ProfilesView => ({
  workspaceId,
  text: '',
  widths: {},
  paneWidth: 396,
  current: null,
  openId: null,
  dialog: null,
  step: null,
});

export const useProfilesView = create<ProfilesView>(() => begun(null));

/** Begins anew in another workspace; the same one stays as it was left. */
export function enterProfiles(workspaceId: string): void {
  if (useProfilesView.getState().workspaceId !== workspaceId) useProfilesView.setState(begun(workspaceId));
}

/** Opens the page with a profile beside the table. */
export function openProfile(workspaceId: string, id: string): void {
  enterProfiles(workspaceId);
  useProfilesView.setState({ openId: id, current: null });
  navigate('profiles');
}

export function openProfileDialog(dialog: ProfileDialog): void {
  useProfilesView.setState({ dialog });
}

export function closeProfileDialog(): void {
  useProfilesView.setState({ dialog: null });
}

/** Closes the pane. False: none was open. */
export function closeProfile(): boolean {
  const wasOpen = useProfilesView.getState().openId !== null;
  useProfilesView.setState({ openId: null });
  return wasOpen;
}
