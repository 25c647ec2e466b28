import { lazy, Suspense, useEffect, useState } from 'react';
import { useActionReview } from '../../stores/action-review';
import { useDesk } from '../../stores/desk';
import { useDialog } from '../../stores/dialog';
import { useHandOver } from '../../stores/hand-over';
import { useInvite } from '../../stores/invite';
import { useTemporaryPassword } from '../../stores/temporary-password';

const Palette = lazy(() => import('../palette/Palette').then((part) => ({ default: part.Palette })));
const Dialog = lazy(() => import('./Dialog').then((part) => ({ default: part.Dialog })));

const ActionDialog = lazy(() =>
  import('../../pages/actions/ActionDialog').then((part) => ({ default: part.ActionDialog })),
);

const InviteDialog = lazy(() =>
  import('../../pages/invitations/invite/InviteDialog').then((part) => ({ default: part.InviteDialog })),
);
const HandOverDialog = lazy(() =>
  import('../../pages/invitations/HandOverDialog').then((part) => ({ default: part.HandOverDialog })),
);
const PasswordDialog = lazy(() =>
  import('../../pages/users/password/PasswordDialog').then((part) => ({ default: part.PasswordDialog })),
);
const Desk = lazy(() => import('../../pages/invitations/desk/Desk').then((part) => ({ default: part.Desk })));

/** The dialogs and the palette; their code is fetched when the first one opens. */
export function Dialogs() {
  const kind = useDialog((state) => state.dialog?.kind);
  const acting = useActionReview((state) => state.work !== null);
  const inviting = useInvite((state) => state.target !== null);
  const handingOver = useHandOver((state) => state.open !== null);
  const givingPassword = useTemporaryPassword((state) => state.user !== null);
  const atDesk = useDesk((state) => state.queue !== null);
  const [wanted, setWanted] = useState({ palette: false, dialog: false });
  useEffect(() => {
    if (kind === undefined) return;
    setWanted((before) => ({ ...before, [kind === 'palette' ? 'palette' : 'dialog']: true }));
  }, [kind]);
  return (
    <Suspense fallback={null}>
      {wanted.palette && <Palette />}
      {wanted.dialog && <Dialog />}
      {acting && <ActionDialog />}
      {inviting && <InviteDialog />}
      {handingOver && <HandOverDialog />}
      {givingPassword && <PasswordDialog />}
      {atDesk && <Desk />}
    </Suspense>
  );
}
