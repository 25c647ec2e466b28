import { Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DeviceQuery } from '../../../electron/bridge/domain';
import { useView } from './state/view';
import { ToolButton } from './ToolButton';
import { choicesOf } from './table/columns';
import { EXPORT_KINDS, useExport } from './use-export';

/** Exports what the query shows, with the shown columns. */
export function ExportMenu({ query }: { query: DeviceQuery }) {
  const { t } = useTranslation('devices');
  const exporting = useExport();
  const columns = choicesOf(useView((view) => view.columns)).map(({ column }) => column);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ToolButton
          icon={<IconDownload size={15} stroke={1.6} aria-hidden />}
          disabled={exporting.running}
          title={exporting.running ? t('export.running') : undefined}
        >
          {t('export.button')}
        </ToolButton>
      </Menu.Target>
      <Menu.Dropdown>
        {EXPORT_KINDS.map((kind) => (
          <Menu.Item key={kind} onClick={() => void exporting.start(kind, query, columns)}>
            {t(`export.kind.${kind}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
