import { useTranslation } from 'react-i18next';
import {
  DEVICE_PLATFORMS,
  type DeviceFilter,
  devicePlatformSchema,
} from '../../../../electron/bridge/domain';
import { useFacets } from '../../../queries/devices';
import { setFilter, useView } from '../state/view';
import { CheckList } from './CheckList';

/** Chooses kinds of devices, with how many there are of each. */
export function PlatformEditor({ filter }: { filter: DeviceFilter }) {
  const { t } = useTranslation('devices');
  const facets = useFacets('platform', filter) ?? [];
  const chosen = useView((view) => view.filter.platform) ?? [];
  const counts = new Map(facets.map(({ value, count }) => [value, count]));
  const options = DEVICE_PLATFORMS.filter((value) => counts.has(value) || chosen.includes(value)).map(
    (value) => ({ value, label: t(`platform.${value}`), count: counts.get(value) ?? 0 }),
  );
  const choose = (values: string[]) => {
    const platforms = values.flatMap((value) => devicePlatformSchema.safeParse(value).data ?? []);
    setFilter('platform', platforms.length === 0 ? undefined : platforms);
  };
  return <CheckList label={t('filter.name.platform')} options={options} chosen={chosen} onChange={choose} />;
}
