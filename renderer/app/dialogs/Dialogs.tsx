import { lazy, Suspense, useEffect, useState } from 'react';
import { useDialog } from '../../stores/dialog';

const Palette = lazy(() => import('../palette/Palette').then((part) => ({ default: part.Palette })));
const Dialog = lazy(() => import('./Dialog').then((part) => ({ default: part.Dialog })));

/** The dialogs and the palette; their code is fetched when the first one opens. */
export function Dialogs() {
  const kind = useDialog((state) => state.dialog?.kind);
  const [wanted, setWanted] = useState({ palette: false, dialog: false });
  useEffect(() => {
    if (kind === undefined) return;
    setWanted((before) => ({ ...before, [kind === 'palette' ? 'palette' : 'dialog']: true }));
  }, [kind]);
  return (
    <Suspense fallback={null}>
      {wanted.palette && <Palette />}
      {wanted.dialog && <Dialog />}
    </Suspense>
  );
}
