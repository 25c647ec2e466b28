import { Select, Textarea } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { actionNameSchema, familyOf } from '../../../../electron/bridge/domain';
import css from '../actions.module.css';
import { useOfferedActions } from '../families';
import { LAST_ACTIONS, USUAL_ACTIONS } from '../fitting';
import { StepForm } from '../StepForm';
import { type Step, stepAfterPicking } from '../steps';
import { countNamed, isUsable } from './entries';
import { ListCountText } from './ListCountText';
import { ListFile } from './ListFile';

type SerialsAt = Extract<Step, { name: 'serials' }>;

/** An action and the serials it is meant for, pasted or from a file. */
export function SerialsStep({ step, onStep }: { step: SerialsAt; onStep: (step: Step) => void }) {
  const { t } = useTranslation('actions');
  const { action, text, file } = step;
  const change = (part: Partial<SerialsAt>) => onStep({ ...step, ...part });
  const offered = useOfferedActions();
  const families = new Set(offered.map(familyOf)).size;
  const count = useMemo(() => countNamed(text), [text]);
  const next = () => {
    if (action !== null) onStep(stepAfterPicking(action, { kind: 'serials', text }, step));
  };
  const options = (names: typeof USUAL_ACTIONS | typeof LAST_ACTIONS) =>
    names
      .filter((value) => offered.includes(value))
      .map((value) => ({
        value,
        label:
          families > 1
            ? t('list.ofFamily', { action: t(`action.${value}`), family: t(`family.${familyOf(value)}`) })
            : t(`action.${value}`),
      }));
  return (
    <StepForm onBack={null} onNext={next} ready={action !== null && isUsable(count)}>
      {file === null ? (
        <Textarea
          data-autofocus
          label={t('list.serials')}
          description={t('list.serialsHint')}
          value={text}
          rows={9}
          spellCheck={false}
          autoComplete="off"
          classNames={{ input: css.serials }}
          onChange={(event) => change({ text: event.currentTarget.value })}
        />
      ) : (
        <p className={css.label}>{t('list.serials')}</p>
      )}
      <ListFile file={file} onFile={(next) => change(next)}>
        <ListCountText count={count} />
      </ListFile>
      <Select
        label={t('list.action')}
        placeholder={t('list.choose')}
        value={action}
        data={[
          { group: t('list.everyday'), items: options(USUAL_ACTIONS) },
          { group: t('list.grave'), items: options(LAST_ACTIONS) },
        ]}
        onChange={(value) => change({ action: actionNameSchema.safeParse(value).data ?? null })}
      />
    </StepForm>
  );
}
