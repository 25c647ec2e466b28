import { CloseButton, Input } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Command, TargetState } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import { navigate, useRoute } from '../../../stores/route';
import css from '../commands.module.css';
import { StateSign } from '../StateSign';
import { useTargetPlace } from '../state';
import { presentStates, readStates } from '../words';

/** Which devices of the command are shown: by state, each with its count, and by words. */
export function TargetFilters({ command, shown }: { command: Command; shown: number | null }) {
  const { t } = useTranslation('commands');
  const format = useFormat();
  const states = readStates(useRoute((route) => route.params.states));
  const present = presentStates(command.counts);
  const emptied = states
    .filter((state) => !present.some((one) => one.state === state))
    .map((state) => ({ state, count: 0 }));
  const filtered = useTargetPlace((place) => place.text.trim() !== '');
  return (
    <section className={css.bar} aria-label={t('filter.label')}>
      <Chip pressed={states.length === 0} onClick={() => show(command.id, [])}>
        {t('filter.all')} <span className={css.figure}>{format.number(command.total)}</span>
      </Chip>
      {[...present, ...emptied].map(({ state, count }) => (
        <Chip
          key={state}
          pressed={states.includes(state)}
          onClick={() => show(command.id, toggled(states, state))}
        >
          <StateSign state={state} /> <span className={css.figure}>{format.number(count)}</span>
        </Chip>
      ))}
      <div className={css.right}>
        {filtered && shown !== null && (
          <span className={css.figure} role="status">
            {t('targets.shown', { shown: format.number(shown), total: format.number(command.total) })}
          </span>
        )}
        <TextFilter />
      </div>
    </section>
  );
}

function Chip(props: { pressed: boolean; onClick: () => void; children: React.ReactNode }) {
  return (
    <button type="button" className={css.chip} aria-pressed={props.pressed} onClick={props.onClick}>
      {props.children}
    </button>
  );
}

function TextFilter() {
  const { t } = useTranslation('commands');
  const text = useTargetPlace((place) => place.text);
  const type = (value: string) => useTargetPlace.setState({ text: value });
  return (
    <Input
      className={css.search}
      role="searchbox"
      aria-label={t('filter.text')}
      placeholder={t('filter.placeholder')}
      value={text}
      maxLength={200}
      spellCheck={false}
      autoComplete="off"
      leftSection={<IconSearch size={14} aria-hidden="true" />}
      rightSectionPointerEvents="all"
      rightSection={
        text !== '' && <CloseButton size="xs" aria-label={t('filter.clear')} onClick={() => type('')} />
      }
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        type('');
      }}
    />
  );
}

function toggled(states: readonly TargetState[], state: TargetState): TargetState[] {
  return states.includes(state) ? states.filter((other) => other !== state) : [...states, state];
}

function show(id: string, states: readonly TargetState[]): void {
  navigate('commands', states.length === 0 ? { id } : { id, states: states.join(',') }, true);
}
