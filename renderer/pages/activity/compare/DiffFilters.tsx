import type { Diff, DiffInput } from '../../../../electron/bridge/domain';
import { SearchField } from '../filters/SearchField';
import { wordList } from '../state/params';
import { setParams } from '../state/place';
import type { WordKit } from '../words/kit';
import css from './compare.module.css';

const KINDS = ['added', 'changed', 'vanished', 'returned'] as const;

interface DiffFiltersProps {
  diff: Diff;
  filter: DiffInput['filter'];
  kit: WordKit;
}

/** What differs, in counts; each of them shows only its devices. */
export function DiffFilters({ diff, filter, kit }: DiffFiltersProps) {
  const { t } = kit;
  const chosenKinds = filter.kinds ?? [];
  const chosenFields = filter.fields ?? [];
  return (
    <div className={css.filters}>
      <SearchField
        label={t('search.compare')}
        value={filter.text ?? ''}
        onChange={(text) => setParams({ text })}
      />
      <Toggles label={t('compare.kinds')}>
        {KINDS.map((kind) => (
          <Toggle
            key={kind}
            name={t(`diffKind.${kind}`)}
            count={diff.counts[kind]}
            kit={kit}
            on={chosenKinds.includes(kind)}
            onToggle={() => setParams({ kinds: wordList(toggled(chosenKinds, kind)) })}
          />
        ))}
      </Toggles>
      {diff.fields.length > 0 && (
        <Toggles label={t('compare.fields')}>
          {diff.fields.map(({ field, count }) => (
            <Toggle
              key={field}
              name={t(`actions:field.${field}`)}
              count={count}
              kit={kit}
              on={chosenFields.includes(field)}
              onToggle={() => setParams({ fields: wordList(toggled(chosenFields, field)) })}
            />
          ))}
        </Toggles>
      )}
    </div>
  );
}

function Toggles({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <fieldset className={css.toggles}>
      <legend className="visually-hidden">{label}</legend>
      {children}
    </fieldset>
  );
}

interface ToggleProps {
  name: string;
  count: number;
  on: boolean;
  kit: WordKit;
  onToggle(): void;
}

function Toggle({ name, count, on, kit, onToggle }: ToggleProps) {
  return (
    <button
      type="button"
      className={css.toggle}
      aria-pressed={on}
      disabled={count === 0 && !on}
      onClick={onToggle}
    >
      {name} <b>{kit.format.number(count)}</b>
    </button>
  );
}

function toggled<Word extends string>(words: readonly Word[], word: Word): Word[] {
  return words.includes(word) ? words.filter((other) => other !== word) : [...words, word];
}
