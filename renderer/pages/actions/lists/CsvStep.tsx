import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../format';
import css from '../actions.module.css';
import { StepForm } from '../StepForm';
import type { Step } from '../steps';
import { ListFile } from './ListFile';

type CsvAt = Extract<Step, { name: 'csv' }>;

/** The CSV that has each device's own annotations. The review shows what each would become. */
export function CsvStep({ step, onStep }: { step: CsvAt; onStep: (step: Step) => void }) {
  const { t } = useTranslation('actions');
  const format = useFormat();
  const { text, file } = step;
  const lines = text.trim() === '' ? 0 : text.trim().split(/\r\n|\r|\n/).length;
  const next = () =>
    onStep({
      name: 'review',
      spec: { action: 'annotate', changes: null },
      selection: { kind: 'annotations', text },
      back: step,
    });
  return (
    <StepForm onBack={null} onNext={next} ready={lines > 0}>
      <div>
        <p className={css.label}>{t('list.csv')}</p>
        <p className={css.hint}>{t('list.csvHint')}</p>
      </div>
      <ListFile file={file} onFile={(list) => onStep({ ...step, ...list })}>
        {lines > 0 && t('list.lines', { count: lines, n: format.number(lines) })}
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
