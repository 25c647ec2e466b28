import { Button, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActionLimits } from '../../../electron/bridge/domain';
import { report } from '../../components/report';
import { useFormat } from '../../format';
import { useActionLimits, useSetActionLimits } from '../../queries/actions';
import { useRoute } from '../../stores/route';
import { boundsOf, isUsual, LIMIT_NAMES, type LimitName, limitTyped, USUAL_LIMITS } from './limits';
import { Row, Section } from './Section';
import css from './settings.module.css';

/** The limits this workspace sets for its remote actions: how long they can be undone, and how far they reach. */
export function Actions() {
  const { t } = useTranslation('settings');
  const limits = useActionLimits().data;
  const save = useSetActionLimits();
  const frame = useRef<HTMLDivElement>(null);
  const wanted = useRoute(({ params }) => params.section === 'actions');
  const shown = limits !== undefined;
  useEffect(() => {
    if (wanted && shown) frame.current?.scrollIntoView({ block: 'start' });
  }, [wanted, shown]);
  if (limits === undefined) return null;
  const set = (next: ActionLimits) => save.mutate(next, { onError: report });
  return (
    <div ref={frame} className={css.anchor}>
      <Section title={t('actions.title')} text={t('actions.text')}>
        {LIMIT_NAMES.map((name) => (
          <LimitRow
            // Set anew from elsewhere, the field begins with the new value.
            key={`${name} ${limits[name]}`}
            name={name}
            value={limits[name]}
            onSave={(value) => set({ ...limits, [name]: value })}
          />
        ))}
        {!isUsual(limits) && (
          <div className={css.row}>
            <Button onClick={() => set(USUAL_LIMITS)}>{t('actions.reset')}</Button>
          </div>
        )}
      </Section>
    </div>
  );
}

interface LimitRowProps {
  name: LimitName;
  value: number;
  onSave: (value: number) => void;
}

/** One limit. It is saved when it is left or with Enter; what cannot be saved says why and stays in the field. */
function LimitRow({ name, value, onSave }: LimitRowProps) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const [text, setText] = useState(() => format.number(value));
  const [wrong, setWrong] = useState(false);
  const { min, max } = boundsOf(name);
  const id = `limit-${name}`;
  const save = () => {
    const typed = limitTyped(name, text);
    setWrong(typed === null);
    if (typed !== null && typed !== value) onSave(typed);
  };
  const bounds = { min: format.number(min), max: format.number(max) };
  return (
    <Row label={t(`actions.${name}.label`)} text={t(`actions.${name}.text`, bounds)} controlId={id}>
      <TextInput
        id={id}
        className={css.limit}
        value={text}
        inputMode="numeric"
        autoComplete="off"
        error={wrong ? t('actions.wrong', bounds) : undefined}
        classNames={{ section: css.unitPlace }}
        rightSection={<span className={css.unit}>{t(`actions.${name}.unit`)}</span>}
        rightSectionWidth={92}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setWrong(false);
        }}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === 'Enter') save();
          if (event.key !== 'Escape' || text === format.number(value)) return;
          setText(format.number(value));
          setWrong(false);
        }}
      />
    </Row>
  );
}
