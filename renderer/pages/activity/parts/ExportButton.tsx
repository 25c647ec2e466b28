import { Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ExportResult } from '../../../../electron/bridge/shapes';
import { useFormat } from '../../../format';
import { ToolButton } from '../../devices/ToolButton';
import { useWrittenFile } from '../../devices/use-written-file';

interface ExportButtonProps {
  /** Asks where to save and writes all that the filters leave; null when the admin chose no file. */
  write(format: 'csv' | 'json', signal: AbortSignal): Promise<ExportResult | null>;
  disabled?: boolean;
}

/** Exports what a table shows, in the format chosen. */
export function ExportButton({ write, disabled = false }: ExportButtonProps) {
  const { t } = useTranslation('activity');
  const format = useFormat();
  const file = useWrittenFile();
  const start = (kind: 'csv' | 'json') =>
    void file.write(
      (signal) => write(kind, signal),
      (rows) => t('export.done', { count: rows, n: format.number(rows) }),
    );
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ToolButton
          icon={<IconDownload size={15} stroke={1.6} aria-hidden />}
          disabled={disabled || file.running}
          title={file.running ? t('devices:export.running') : undefined}
        >
          {t('devices:export.button')}
        </ToolButton>
      </Menu.Target>
      <Menu.Dropdown>
        {(['csv', 'json'] as const).map((kind) => (
          <Menu.Item key={kind} onClick={() => start(kind)}>
            {t(`export.${kind}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
