import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { Workspace } from '../../../electron/bridge/domain';
import { useDeleteWorkspace } from '../../queries/workspaces';
import { closeDialog } from '../../stores/dialog';
import { navigate } from '../../stores/route';
import { firstPage } from '../first-page';
import { DialogForm } from './DialogForm';
import css from './dialogs.module.css';

/** Deletes a workspace after its name was typed. */
export function WorkspaceDeletion({ workspace }: { workspace: Workspace }) {
  const { t } = useTranslation('common');
  const [typed, setTyped] = useState('');
  const deletion = useDeleteWorkspace();
  const submit = () =>
    deletion.mutate(workspace.id, {
      onSuccess: async () => {
        closeDialog();
        navigate(await firstPage());
      },
    });
  return (
    <DialogForm
      color="red"
      submitLabel={t('dialog.delete.submit')}
      onSubmit={submit}
      busy={deletion.isPending}
      disabled={typed.trim() !== workspace.name}
      error={deletion.error}
    >
      <p>
        <Trans
          t={t}
          i18nKey="dialog.delete.text"
          values={{ name: workspace.name }}
          components={{ b: <b /> }}
        />
      </p>
      <ul className={css.list}>
        <li>{t('dialog.delete.cache')}</li>
        <li>{t('dialog.delete.past')}</li>
        <li>{t('dialog.delete.secrets')}</li>
        <li>{t(workspace.kind === 'demo' ? 'dialog.delete.demo' : 'dialog.delete.google')}</li>
      </ul>
      <TextInput
        label={t('dialog.delete.type')}
        placeholder={workspace.name}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        data-autofocus
      />
    </DialogForm>
  );
}
