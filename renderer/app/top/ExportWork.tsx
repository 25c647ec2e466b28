import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format';
import { useExportProgress } from '../../queries/export';
import { useExportWork } from '../../stores/export-work';
import { Work } from './Work';

/** The running export: “12 000 of 100 000 rows”. Nothing is shown while the file is being chosen. */
export function ExportWork() {
  const { t } = useTranslation('common');
  const format = useFormat();
  const progress = useExportProgress();
  const cancel = useExportWork((state) => state.cancel);
  if (progress === null) return null;
  const { rows, total } = progress;
  const text =
    total === null
      ? t('work.rows', { rows: format.number(rows) })
      : t('work.rowsOf', { rows: format.number(rows), total: format.number(total) });
  return (
    <Work
      label={t('work.export')}
      name={t('work.export')}
      part={total === null || total === 0 ? null : Math.min(1, rows / total)}
      text={text}
      cancelLabel={t('work.cancelExport')}
      onCancel={cancel}
    />
  );
}
