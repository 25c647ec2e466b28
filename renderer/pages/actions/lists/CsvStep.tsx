import { Textarea } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import css from '../actions.module.css';
import { StepForm } from '../StepForm';
import type { Step } from '../steps';
import { countAnnotated, isUsable } from './entries';
import { ListCountText } from './ListCountText';
import { ListFile } from './ListFile';

type CsvAt = Extract<Step, { name: 'csv' }>;

/** The CSV that has each device's own annotations. The review shows what each would become. */
export function CsvStep({ step, onStep }: { step: CsvAt; onStep: (step: Step) => void }) {
  const { t } = useTranslation('actions');
  const { text, file } = step;
  const count = useMemo(() => countAnnotated(text), [text]);
  const next = () =>
    onStep({
      name: 'review',
      spec: { action: 'annotate', changes: null },
      selection: { kind: 'annotations', text },
      back: step,
    });
  return (
    <StepForm onBack={null} onNext={next} ready={isUsable(count)}>
      <div>
        <p className={css.label}>{t('list.csv')}</p>
        <p className={css.hint}>
          {t('list.csvHint')} {t('csv.clear')}
        </p>
      </div>
      <ListFile file={file} onFile={(list) => onStep({ ...step, ...list })}>
        <ListCountText count={count} />
      </ListFile>
      {file === null && (
        <Textarea
          data-autofocus
          label={t('list.csvPaste')}
          value={text}
          rows={6}
          spellCheck={false}
          classNames={{ input: css.serials }}
          onChange={(event) => onStep({ ...step, text: event.currentTarget.value })}
        />
      )}
    </StepForm>
  );
}
