import { Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCopy, IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { call } from '../../bridge';
import { report } from '../../components/report';
import { useFormat } from '../../format';
import { SelectionActions } from '../actions/SelectionActions';
import { SelectionToolbar } from './SelectionToolbar';
import { serialsOf } from './selected-devices';
import { clearSelection, useSelection } from './state/selection';
import { useView } from './state/view';
import { ToolButton } from './ToolButton';
import { choicesOf } from './table/columns';
import { EXPORT_KINDS, useExport } from './use-export';

/** The clipboard takes a million characters; a line of a serial is rarely over twenty. */
const MOST_COPIED = 50_000;

/** How many devices are picked, and what can be done with them now. */
export function SelectionBar() {
  const { t } = useTranslation('devices');
  const format = useFormat();
  const count = useSelection(({ ids, version }) => (version >= 0 ? ids.size : 0));
  if (count === 0) return null;
  return (
    <SelectionToolbar texts="devices" count={count} onClear={clearSelection}>
      <SelectionActions />
      <ExportSelection />
      {count <= MOST_COPIED && (
        <ToolButton
          icon={<IconCopy size={14} stroke={1.6} aria-hidden />}
          onClick={() => void copySerials((n) => t('selection.copied', { count: n, n: format.number(n) }))}
        >
          {t('selection.copySerials')}
        </ToolButton>
      )}
    </SelectionToolbar>
  );
}

function ExportSelection() {
  const { t } = useTranslation('devices');
  const exporting = useExport();
  const view = useView();
  const columns = choicesOf(view.columns).map(({ column }) => column);
  const query = () => {
    const { ids, whole } = useSelection.getState();
    return whole ?? { filter: { ids: [...ids] }, sort: view.sort };
  };
  return (
    <Menu position="top">
      <Menu.Target>
        <ToolButton
          icon={<IconDownload size={14} stroke={1.6} aria-hidden />}
          disabled={exporting.running}
          title={exporting.running ? t('export.running') : undefined}
        >
          {t('selection.export')}
        </ToolButton>
      </Menu.Target>
      <Menu.Dropdown>
        {EXPORT_KINDS.map((kind) => (
          <Menu.Item key={kind} onClick={() => void exporting.start(kind, query(), columns)}>
            {t(`export.kind.${kind}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

async function copySerials(told: (count: number) => string): Promise<void> {
  try {
    const serials = await serialsOf([...useSelection.getState().ids], new AbortController().signal);
    await call('app.copy', { text: serials.join('\n') });
    notifications.show({ message: told(serials.length), autoClose: 3000 });
  } catch (error) {
    report(error);
  }
}
