import { useEffect, useRef } from 'react';
import type { Command } from '../../../../electron/bridge/domain';
import { report } from '../../../components/report';
import { useUndoCommand } from '../../../queries/commands';

/** Ctrl/⌘ Z takes back the command given last, unless one is typing. */
export function useUndoKey(held: readonly Command[] | undefined): void {
  const undo = useUndoCommand();
  const latest = useRef<() => boolean>(() => false);
  latest.current = () => {
    const [newest] = [...(held ?? [])].sort((a, b) => b.createdAt - a.createdAt);
    if (newest === undefined || undo.isPending) return false;
    undo.mutate(newest.id, { onError: report });
    return true;
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || event.shiftKey || event.altKey) return;
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
      if (event.target instanceof Element && event.target.matches('input, textarea, [contenteditable]'))
        return;
      if (latest.current()) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
