import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type SavedView, VIEW_NAME_MAX, viewNameSchema } from '../../../electron/bridge/domain';
import { useChangeView } from '../../queries/views';
import { closeDialog } from '../../stores/dialog';
import { DialogForm } from './DialogForm';

/** Gives a saved view another name. */
export function ViewNameForm({ view }: { view: SavedView }) {
  const { t } = useTranslation('common');
  const [name, setName] = useState(view.name);
  const change = useChangeView();
  return (
    <DialogForm
      submitLabel={t('dialog.renameView.submit')}
      onSubmit={() => change.mutate({ id: view.id, change: { name } }, { onSuccess: closeDialog })}
      busy={change.isPending}
      disabled={!viewNameSchema.safeParse(name).success}
      error={change.error}
    >
      <TextInput
        label={t('dialog.create.name')}
        value={name}
        maxLength={VIEW_NAME_MAX}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
    </DialogForm>
  );
}
