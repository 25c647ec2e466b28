import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { deserializeError, type ImportStanding } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import { errorText } from '../../../i18n';
import { useUserImports } from '../../../queries/users';
import { type ImportSource, useImportWork } from '../../../stores/import-work';
import styles from '../../devices/devices.module.css';
import { ToolButton } from '../../devices/ToolButton';
import { runImport } from './run-import';

/** A line above the table for each source whose last import failed or asks something, with the next step. */
export function ImportBanners() {
  const imports = useUserImports() ?? [];
  const running = useImportWork();
  return imports.flatMap((standing) => {
    const { source } = standing;
    if ((source !== 'google' && source !== 'ldap') || running[source] !== undefined) return [];
    return [<ImportBanner key={source} source={source} standing={standing} />];
  });
}

function ImportBanner({ source, standing }: { source: ImportSource; standing: ImportStanding }) {
  const { t } = useTranslation('users');
  const format = useFormat();
  const { failed, result } = standing;
  const held = failed === null ? (result?.held ?? null) : null;
  if (failed === null && held === null) return null;
  const words =
    failed === null
      ? t('import.heldOf', { count: held ?? 0, n: format.number(held ?? 0), source: t(`source.${source}`) })
      : `${t('import.failedAgo', { source: t(`source.${source}`) })} ${errorText(deserializeError(failed))}`;
  return (
    <div className={styles.banner} role="status">
      <IconAlertTriangle size={15} stroke={1.7} aria-hidden="true" />
      <span>{words}</span>
      <ToolButton onClick={() => void runImport(source)}>{t('import.again')}</ToolButton>
      {held !== null && (
        <ToolButton onClick={() => void runImport(source, true)}>
          {t('import.letGo', { count: held, n: format.number(held) })}
        </ToolButton>
      )}
    </div>
  );
}
