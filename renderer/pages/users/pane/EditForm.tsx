import { Button } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isKeptHere, isMusterError, type User } from '../../../../electron/bridge/domain';
import { useProblemFocus } from '../../../components/use-problem-focus';
import { errorText } from '../../../i18n';
import { useChangeUser } from '../../../queries/users';
import { Notice } from '../../google/parts/Notice';
import { focusFirst } from '../person/AddDialog';
import { changeOf, typedOf } from '../person/draft';
import { PersonFields } from '../person/PersonFields';
import { usePersonForm } from '../person/use-person-form';
import css from '../users.module.css';

/** Changes a user in its pane; of an imported one what its source does not keep. */
export function EditForm({ user, onDone }: { user: User; onDone: () => void }) {
  const { t } = useTranslation('users');
  const change = useChangeUser();
  const form = usePersonForm(typedOf(user), change.error);
  const frame = useRef<HTMLFormElement>(null);
  const kept = !isKeptHere(user.source);
  useEffect(() => focusFirst(frame.current), []);
  const showProblem = useProblemFocus(frame, change.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (change.isPending) return;
    if (!kept && !form.check()) {
      showProblem();
      return;
    }
    change.mutate({ id: user.id, draft: changeOf(user, form.typed) }, { onSuccess: onDone });
  };
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    onDone();
  };
  return (
    <form
      ref={frame}
      className={css.form}
      aria-label={t('form.edit')}
      noValidate
      onSubmit={submit}
      onKeyDown={leave}
    >
      {(user.source === 'google' || user.source === 'ldap') && (
        <Notice tone="info">{t(`form.kept.${user.source}`)}</Notice>
      )}
      <PersonFields form={form} kept={kept} />
      {change.error !== null && !isMusterError(change.error, 'user_name_taken') && (
        <Notice tone="bad" live>
          {errorText(change.error)}
        </Notice>
      )}
      <div className={css.buttons}>
        <Button onClick={onDone}>{t('form.cancel')}</Button>
        <Button type="submit" variant="filled" loading={change.isPending}>
          {t('form.save')}
        </Button>
      </div>
    </form>
  );
}
