import { lazy, Suspense, useEffect, useState } from 'react';
import { useActionReview } from '../../stores/action-review';
import { useDialog } from '../../stores/dialog';

const Palette = lazy(() => import('../palette/Palette').then((part) => ({ default: part.Palette })));
const Dialog = lazy(() => import('./Dialog').then((part) => ({ default: part.Dialog })));

const ActionDialog = lazy(() =>
  import('../../pages/actions/ActionDialog').then((part) => ({ default: part.ActionDialog })),
);

/** The dialogs and the palette; their code is fetched when the first one opens. */
export function Dialogs() {
  const kind = useDialog((state) => state.dialog?.kind);
  const acting = useActionReview((state) => state.work !== null);
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
    </Suspense>
  );
}
