import { useProfiles } from '../../queries/profiles';
import { AssignDialog } from './assign/AssignDialog';
import { BuildDialog } from './forms/BuildDialog';
import { RemoveDialog } from './RemoveDialog';
import { useUpload } from './state/upload';
import { useProfilesView } from './state/view';
import { UploadDialog } from './upload/UploadDialog';

/** The dialogs of the page, one at a time. */
export function Dialogs() {
  const dialog = useProfilesView((view) => view.dialog);
  const picked = useUpload((state) => state.picked);
  const profiles = useProfiles().data;
  if (picked !== null) return <UploadDialog key={picked.handle} picked={picked} />;
  if (dialog === null || profiles === undefined) return null;
  const profile = profiles.find(({ id }) => id === dialog.id) ?? null;
  if (dialog.kind === 'build') return <BuildDialog kind={dialog.form} profile={profile} />;
  if (profile === null) return null;
  return dialog.kind === 'assign' ? <AssignDialog profile={profile} /> : <RemoveDialog profile={profile} />;
}
