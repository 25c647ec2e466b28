import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Workspace, workspaceSchema } from '../../../electron/bridge/domain';
import { useCreateWorkspace, useRenameWorkspace } from '../../queries/workspaces';
import { closeDialog } from '../../stores/dialog';
import { navigate } from '../../stores/route';
import { DialogForm } from './DialogForm';

/** Names a new workspace, or gives an existing one another name. `next` is the page shown after creating. */
export function NameForm({
  workspace,
  next,
}: {
  workspace: Workspace | null;
  next: 'start' | 'google' | null;
}) {
  const { t } = useTranslation('common');
  const [name, setName] = useState(workspace?.name ?? '');
  const create = useCreateWorkspace();
  const rename = useRenameWorkspace();
  const submit = () => {
    if (workspace !== null) rename.mutate({ id: workspace.id, name }, { onSuccess: closeDialog });
    else create.mutate(name, { onSuccess: () => finish(next) });
  };
  return (
    <DialogForm
      submitLabel={t(workspace === null ? 'dialog.create.submit' : 'dialog.rename.submit')}
      onSubmit={submit}
      busy={create.isPending || rename.isPending}
      disabled={!workspaceSchema.shape.name.safeParse(name).success}
      error={create.error ?? rename.error}
    >
      <TextInput
        label={t('dialog.create.name')}
        description={workspace === null ? t('dialog.create.hint') : undefined}
        value={name}
        maxLength={80}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
    </DialogForm>
  );
}

function finish(next: 'start' | 'google' | null): void {
  closeDialog();
  navigate(next ?? 'start');
}
