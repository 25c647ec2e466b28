import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { baseUrlOf, type ListenerOverview } from '../../../../electron/bridge/domain';
import { promptForVault } from '../../../components/prompt-for-vault';
import { useProblemFocus } from '../../../components/use-problem-focus';
import { errorText } from '../../../i18n';
import { useSaveListener } from '../../../queries/listener';
import { Notice } from '../../google/parts/Notice';
import css from '../registration.module.css';
import { Section } from '../Section';
import type { Switching } from '../use-switching';
import { whereOf, whereProblems } from './draft';
import type { WhereForm } from './use-where-form';
import { WhereFields } from './WhereFields';

interface WhereProps {
  overview: ListenerOverview;
  form: WhereForm;
  switching: Switching;
}

/** Where the listener listens: typed, kept, and, while it is off, switched on with it. */
export function Where({ overview, form, switching }: WhereProps) {
  const { t } = useTranslation('registration');
  const save = useSaveListener();
  const frame = useRef<HTMLFormElement>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const toProblem = useProblemFocus(frame, switching.failure);
  const failed = (error: unknown) => {
    promptForVault(error);
    setFailure(form.refuse(error) ? null : error);
    toProblem();
  };
  const keep = (then: () => void) => {
    setFailure(null);
    const settings = form.check();
    if (settings === null) toProblem();
    else
      save.mutate(settings, {
        onError: failed,
        onSuccess: () => {
          form.reset();
          then();
        },
      });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    keep(() => notifications.show({ message: t('where.saved'), color: 'accent', autoClose: 4000 }));
  };
  const isOff = overview.state.kind === 'off';
  return (
    <Section title={t('where.title')} id="where">
      <form ref={frame} className={css.form} noValidate onSubmit={submit}>
        <WhereFields overview={overview} form={form} />
        <Address overview={overview} form={form} />
        {failure !== null && (
          <Notice tone="bad" live>
            {errorText(failure)}
          </Notice>
        )}
        {form.touched && (
          <div className={css.buttons}>
            <Button type="submit" variant="filled" loading={save.isPending} disabled={switching.busy}>
              {t('where.save')}
            </Button>
            {isOff && (
              <Button disabled={save.isPending || switching.busy} onClick={() => keep(switching.on)}>
                {t('where.saveAndOn')}
              </Button>
            )}
            <Button variant="subtle" color="gray" onClick={form.reset}>
              {t('where.reset')}
            </Button>
          </div>
        )}
      </form>
    </Section>
  );
}

/** How links would begin with what is typed. */
function Address({
  overview: { settings, baseUrl },
  form: { draft, touched },
}: Omit<WhereProps, 'switching'>) {
  const { t } = useTranslation('registration');
  if (!touched || Object.keys(whereProblems(draft, settings)).length > 0) return null;
  const next = baseUrlOf(whereOf(draft, settings));
  return next === baseUrl ? null : (
    <p className={css.quiet}>
      {t('where.newUrl')} <span className="mono">{next}</span>
    </p>
  );
}
