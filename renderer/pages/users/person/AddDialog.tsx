import { Button, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isMusterError, type User } from '../../../../electron/bridge/domain';
import { useProblemFocus } from '../../../components/use-problem-focus';
import { errorText } from '../../../i18n';
import { useAddUser } from '../../../queries/users';
import { Notice } from '../../google/parts/Notice';
import { closeUsersDialog } from '../state/open';
import { useUsersView } from '../state/view';
import { nameOf } from '../table/cell-text';
import css from '../users.module.css';
import { draftOf, NOTHING_TYPED } from './draft';
import { InviteBox, useInviteAdded } from './InviteBox';
import { PersonFields } from './PersonFields';
import { usePersonForm } from './use-person-form';

/** Adds users by hand, one after the other. */
export function AddDialog() {
  const { t } = useTranslation('users');
  return (
    <Modal
      opened
      onClose={closeUsersDialog}
      title={t('form.add')}
      size={460}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <AddForm />
    </Modal>
  );
}

function AddForm() {
  const { t } = useTranslation('users');
  const add = useAddUser();
  const form = usePersonForm(NOTHING_TYPED, add.error);
  const frame = useRef<HTMLFormElement>(null);
  const invite = useInviteAdded();
  const begin = () => {
    form.clear(NOTHING_TYPED);
    focusFirst(frame.current);
  };
  const showProblem = useProblemFocus(frame, add.error);
  const submit = (another: boolean) => {
    if (add.isPending) return;
    if (!form.check()) {
      showProblem();
      return;
    }
    add.mutate(draftOf(form.typed), {
      onSuccess: (user) => {
        tellAdded(user, t('form.added', { name: nameOf(user) }));
        invite(user);
        if (another) begin();
        else closeUsersDialog();
      },
    });
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    submit(false);
  };
  return (
    <form ref={frame} className={css.form} noValidate onSubmit={onSubmit}>
      <PersonFields form={form} kept={false} />
      <InviteBox hasAddress={form.typed.email.trim() !== '' || form.typed.userName.trim() === ''} />
      {add.error !== null && !isMusterError(add.error, 'user_name_taken') && (
        <Notice tone="bad" live>
          {errorText(add.error)}
        </Notice>
      )}
      <div className={css.buttons}>
        <Button variant="subtle" color="gray" disabled={add.isPending} onClick={() => submit(true)}>
          {t('form.addNext')}
        </Button>
        <span className={css.gap} />
        <Button onClick={closeUsersDialog}>{t('form.cancel')}</Button>
        <Button type="submit" variant="filled" loading={add.isPending}>
          {t('form.submitAdd')}
        </Button>
      </div>
    </form>
  );
}

/** Gives the focus to the field a form begins with. */
export function focusFirst(form: HTMLFormElement | null): void {
  form?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
}

function tellAdded(user: User, message: string): void {
  useUsersView.setState({ openId: user.id });
  notifications.show({ message, color: 'accent', autoClose: 4000 });
}
