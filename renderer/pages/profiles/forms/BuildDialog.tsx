import { Button, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LibraryProfile, ProfileKind } from '../../../../electron/bridge/domain';
import { promptForVault } from '../../../components/prompt-for-vault';
import { useProblemFocus } from '../../../components/use-problem-focus';
import { errorText } from '../../../i18n';
import { useBuildProfile } from '../../../queries/profiles';
import { Notice } from '../../google/parts/Notice';
import css from '../profiles.module.css';
import { closeProfileDialog, openProfileDialog, useProfilesView } from '../state/view';
import { CommonFields } from './CommonFields';
import { formOf } from './form';
import { KindFields } from './KindFields';
import { useProfileForm } from './use-profile-form';

interface BuildDialogProps {
  kind: ProfileKind;
  /** The one to be changed; null: a new one. */
  profile: LibraryProfile | null;
}

/** A common profile from a form; a new one goes on to the question who is to have it. */
export function BuildDialog({ kind, profile }: BuildDialogProps) {
  const { t } = useTranslation('profiles');
  return (
    <Modal
      opened
      onClose={closeProfileDialog}
      title={t(profile === null ? 'form.new' : 'form.edit', { kind: t(`kind.${kind}`) })}
      size={580}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <BuildForm kind={kind} profile={profile} />
    </Modal>
  );
}

function BuildForm({ kind, profile }: BuildDialogProps) {
  const { t } = useTranslation('profiles');
  const build = useBuildProfile();
  const form = useProfileForm(kind, profile);
  const frame = useRef<HTMLFormElement>(null);
  const toProblem = useProblemFocus(frame);
  const [failure, setFailure] = useState<unknown>(null);
  const { draft } = form;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setFailure(null);
    if (!form.check()) {
      toProblem();
      return;
    }
    const { name, description, scope } = draft;
    build.mutate(
      { id: profile?.id ?? null, name, description, scope, form: formOf(kind, draft) },
      {
        onError: (error) => {
          promptForVault(error);
          if (!form.refuse(error)) setFailure(error);
          toProblem();
        },
        onSuccess: (kept) =>
          done(
            kept,
            profile === null,
            t(profile === null ? 'form.added' : 'form.changed', { name: kept.name }),
          ),
      },
    );
  };
  return (
    <form ref={frame} className={css.form} noValidate onSubmit={submit}>
      <CommonFields form={form} />
      <KindFields form={form} />
      {failure !== null && (
        <Notice tone="bad" live>
          {errorText(failure)}
        </Notice>
      )}
      <div className={css.formButtons}>
        <Button onClick={closeProfileDialog}>{t('cancel')}</Button>
        <Button type="submit" variant="filled" loading={build.isPending}>
          {t(profile === null ? 'form.submitNew' : 'form.submit')}
        </Button>
      </div>
    </form>
  );
}

function done(profile: LibraryProfile, isNew: boolean, message: string): void {
  useProfilesView.setState({ openId: profile.id, current: null });
  if (isNew) openProfileDialog({ kind: 'assign', id: profile.id });
  else closeProfileDialog();
  notifications.show({ message, color: 'accent', autoClose: 5000 });
}
