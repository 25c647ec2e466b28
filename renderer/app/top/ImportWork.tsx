import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format';
import { type ImportSource, useImportWork } from '../../stores/import-work';
import { formatRoute } from '../../stores/route';
import { Work } from './Work';

const SOURCES: readonly ImportSource[] = ['google', 'ldap'];

/** The imports of users that are on: “Users from Google · 1 200 read”. */
export function ImportWork() {
  return SOURCES.map((source) => <OneImport key={source} source={source} />);
}

function OneImport({ source }: { source: ImportSource }) {
  const { t } = useTranslation('users');
  const format = useFormat();
  const running = useImportWork((work) => work[source]);
  if (running === undefined) return null;
  const { seen, cancel } = running;
  return (
    <Work
      label={<a href={formatRoute({ page: 'users', params: {} })}>{t(`import.work.${source}`)}</a>}
      name={t(`import.work.${source}`)}
      part={null}
      text={seen === 0 ? t('import.starting') : t('import.read', { count: seen, n: format.number(seen) })}
      cancelLabel={t(`import.cancel.${source}`)}
      onCancel={cancel}
    />
  );
}
