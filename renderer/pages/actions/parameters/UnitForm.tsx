import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOrgUnits } from '../../../queries/devices';
import { UnitTree } from '../../devices/filters/UnitTree';
import { ancestorsOf, unitLines } from '../../devices/filters/unit-tree';
import css from '../actions.module.css';
import { StepForm } from '../StepForm';
import type { Ways } from './ways';

/** The unit the devices are moved to. */
export function UnitForm({ set, onNext, onBack }: Ways & { set: string | null }) {
  const { t } = useTranslation(['actions', 'devices']);
  const units = useOrgUnits();
  const [chosenId, choose] = useState(set);
  const [text, setText] = useState('');
  const opened = useOpened(units, set);
  const chosen = units.find(({ id }) => id === chosenId) ?? null;
  const next = () => {
    if (chosen === null) return;
    onNext({ action: 'move_unit', orgUnitId: chosen.id, orgUnitPath: chosen.path });
  };
  return (
    <StepForm onBack={onBack} onNext={next} ready={chosen !== null}>
      <TextInput
        data-autofocus
        label={t('actions:set.unit')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        placeholder={t('devices:filter.search.orgUnit')}
        leftSection={<IconSearch size={14} aria-hidden />}
      />
      <div className={css.tree}>
        <UnitTree
          lines={unitLines(units, opened.ids, text)}
          counts={null}
          chosen={chosenId}
          opened={opened.ids}
          withPath={text.trim() !== ''}
          onChoose={choose}
          onOpen={opened.set}
        />
        {units.length === 0 && <p className={css.hint}>{t('devices:filter.noUnits')}</p>}
      </div>
      <p className={css.hint} role="status">
        {chosen === null ? t('actions:set.unitNone') : t('actions:set.unitChosen', { path: chosen.path })}
      </p>
    </StepForm>
  );
}

/** The branches that are open: the roots and the way down to the unit chosen before, until others are opened. */
function useOpened(units: ReturnType<typeof useOrgUnits>, chosen: string | null) {
  const [byHand, setByHand] = useState<ReadonlyMap<string, boolean>>(new Map());
  const ids = useMemo(() => {
    const open = new Set(units.filter(({ parentId }) => parentId === null).map(({ id }) => id));
    if (chosen !== null) for (const id of ancestorsOf(units, chosen)) open.add(id);
    for (const [id, isOpen] of byHand) {
      if (isOpen) open.add(id);
      else open.delete(id);
    }
    return open;
  }, [units, chosen, byHand]);
  const set = (id: string, open: boolean) => setByHand((before) => new Map(before).set(id, open));
  return { ids, set };
}
