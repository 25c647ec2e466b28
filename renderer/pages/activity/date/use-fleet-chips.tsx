import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { DEVICE_STATES, type FleetAtInput } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import { useFacets, useOrgUnits } from '../../../queries/devices';
import { CheckList } from '../../devices/filters/CheckList';
import { chipWords, statusWord, type Words } from '../../devices/filters/sentence';
import type { Chip } from '../filters/ChipBar';
import { textList } from '../state/params';
import { setParams } from '../state/place';
import { UnitPicker } from './UnitPicker';
import { ValuePicker } from './ValuePicker';

const STATES = ['active', 'lost_mode', ...DEVICE_STATES.filter((state) => state !== 'active')];

/** The filters of the fleet of a date as chips, in the words of the Devices page. */
export function useFleetChips(filter: FleetAtInput['filter']): Chip[] {
  const { t, i18n } = useTranslation('devices');
  const words: Words = { t, format: useFormat(), language: i18n.language, units: useOrgUnits() };
  const chip = (
    name: 'status' | 'orgUnit' | 'model' | 'osVersion',
    editor: React.ReactNode,
    params: readonly string[],
  ): Chip => ({
    name,
    label: t(`filter.name.${name}`),
    subject: t(`filter.subject.${name}`),
    object: chipWords(filter, name, words)?.object ?? null,
    editor,
    remove: () => setParams(Object.fromEntries(params.map((param) => [param, undefined]))),
  });
  const values = (name: 'model' | 'osVersion', param: 'model' | 'os') => (
    <ValuePicker
      name={name}
      chosen={filter[name] ?? []}
      onChange={(chosen) => setParams({ [param]: textList(chosen) })}
    />
  );
  return [
    chip('orgUnit', <UnitPicker chosen={filter.orgUnit} />, ['unit', 'below']),
    chip('status', <StatePicker chosen={filter.status ?? []} t={t} />, ['status']),
    chip('osVersion', values('osVersion', 'os'), ['os']),
    chip('model', values('model', 'model'), ['model']),
  ];
}

/** The states a device can have had, those of today's fleet that we do not know included. */
function StatePicker({ chosen, t }: { chosen: readonly string[]; t: TFunction }) {
  const today = useFacets('status', {}) ?? [];
  const others = [...today.map(({ value }) => value ?? ''), ...chosen].filter(
    (state) => state !== '' && !STATES.includes(state),
  );
  const options = [...STATES, ...new Set(others)].map((value) => ({
    value,
    label: statusWord(value, t),
    count: null,
  }));
  return (
    <CheckList
      label={t('filter.name.status')}
      options={options}
      chosen={chosen}
      onChange={(status) => setParams({ status: textList(status) })}
    />
  );
}
