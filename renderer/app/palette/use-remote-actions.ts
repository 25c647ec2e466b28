import { IconArrowBackUp, IconFileSpreadsheet, IconListDetails } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ActionName } from '../../../electron/bridge/domain';
import { report } from '../../components/report';
import { useFormat } from '../../format';
import { ACTION_ICONS } from '../../pages/actions/ActionItems';
import { useOfferedActions } from '../../pages/actions/families';
import { actOnSelected, isActionable } from '../../pages/actions/selected';
import { deedText } from '../../pages/actions/words';
import { useSelection } from '../../pages/devices/state/selection';
import { useOpenCommands, useUndoCommand } from '../../queries/commands';
import { openAction } from '../../stores/action-review';
import { heldOf } from '../top/held/held';
import type { PaletteEntry } from './entries';

/** Remote actions: undoing what is held, acting on the picked devices, and acting on a list. */
export function useRemoteActions(): PaletteEntry[] {
  const { t } = useTranslation('actions');
  const offered = useOfferedActions();
  const undos = useUndos();
  const selected = useSelectedActions(offered);
  if (offered.length === 0) return undos;
  return [
    ...undos,
    ...selected,
    entry('act-serials', t('menu.serials'), IconListDetails, () => openAction({ kind: 'serials' })),
    ...(offered.includes('annotate')
      ? [entry('act-csv', t('menu.csv'), IconFileSpreadsheet, () => openAction({ kind: 'csv' }))]
      : []),
  ];
}

function useUndos(): PaletteEntry[] {
  const { t } = useTranslation('actions');
  const format = useFormat();
  const undo = useUndoCommand();
  return heldOf(useOpenCommands() ?? []).map((command) => {
    const what = deedText(command.spec.action, command.total, t, format);
    return entry(`undo-${command.id}`, t('held.undoOf', { what }), IconArrowBackUp, () =>
      undo.mutate(command.id, { onError: report }),
    );
  });
}

function useSelectedActions(offered: readonly ActionName[]): PaletteEntry[] {
  const { t } = useTranslation('actions');
  const format = useFormat();
  const count = useSelection(({ ids, whole, version }) =>
    version >= 0 && isActionable({ ids, whole }) ? ids.size : 0,
  );
  if (count === 0) return [];
  return offered.map((action) => ({
    ...entry(
      `selected-${action}`,
      t('menu.item', { action: t(`action.${action}`) }),
      ACTION_ICONS[action],
      () => actOnSelected(action),
    ),
    hint: t('palette.selected', { count, n: format.number(count) }),
  }));
}

function entry(id: string, label: string, icon: PaletteEntry['icon'], run: () => void): PaletteEntry {
  return { id, group: 'actions', label, icon, run };
}
