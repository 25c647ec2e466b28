import { useTranslation } from 'react-i18next';
import { DEVICE_STATES, type DeviceFilter } from '../../../../electron/bridge/domain';
import { useFacets } from '../../../queries/devices';
import { setFilter, useView } from '../state/view';
import { CheckList } from './CheckList';
import styles from './filters.module.css';
import { statusWord } from './sentence';

const FIRST = ['active', 'lost_mode', ...DEVICE_STATES.filter((state) => state !== 'active')];

/** Chooses states, with how many devices have each; archived devices stay hidden until chosen. */
export function StateEditor({ filter }: { filter: DeviceFilter }) {
  const { t } = useTranslation('devices');
  const facets = useFacets('status', filter) ?? [];
  const chosen = useView((view) => view.filter.status) ?? [];
  const counts = new Map(facets.map(({ value, count }) => [value ?? '', count]));
  const known = new Set([...counts.keys(), ...chosen]);
  const options = [
    ...FIRST.filter((status) => known.has(status)),
    ...[...known].filter((status) => !FIRST.includes(status)).sort(),
  ].map((value) => ({ value, label: statusWord(value, t), count: counts.get(value) ?? 0 }));
  return (
    <>
      <CheckList
        label={t('filter.name.status')}
        options={options}
        chosen={chosen}
        onChange={(status) => setFilter('status', status.length === 0 ? undefined : status)}
      />
      <p className={styles.note}>{t('filter.archivedHidden')}</p>
    </>
  );
}
