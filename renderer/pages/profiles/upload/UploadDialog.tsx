import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type PickedProfile, PROFILE_LIMITS } from '../../../../electron/bridge/domain';
import { promptForVault } from '../../../components/prompt-for-vault';
import { errorText } from '../../../i18n';
import { useAddProfile, useProfiles } from '../../../queries/profiles';
import google from '../../google/connected/connected.module.css';
import { DangerButton } from '../../google/parts/DangerButton';
import { Notice } from '../../google/parts/Notice';
import css from '../profiles.module.css';
import { useUpload } from '../state/upload';
import { useProfilesView } from '../state/view';
import { typesText, warningText } from '../words';
import { useUploadProfile } from './use-upload-profile';

const close = () => useUpload.setState({ picked: null });

/** What a chosen file is, what an admin should know of it, and what it would replace. */
export function UploadDialog({ picked }: { picked: PickedProfile }) {
  const { t } = useTranslation('profiles');
  const add = useAddProfile();
  const other = useUploadProfile();
  const [name, setName] = useState(picked.name);
  const [description, setDescription] = useState(picked.description);
  const nameless = name.trim() === '';
  const replaces = picked.replaces !== null;
  const former = useProfiles().data?.find(({ id }) => id === picked.replaces);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (nameless) return;
    add.mutate(
      { handle: picked.handle, name, description, replace: replaces },
      {
        onError: promptForVault,
        onSuccess: (profile) => {
          close();
          useProfilesView.setState({ openId: profile.id, current: null });
          const message = t(replaces ? 'upload.replaced' : 'upload.added', { name: profile.name });
          notifications.show({ message, color: 'accent', autoClose: 6000 });
        },
      },
    );
  };
  return (
    <Modal
      opened
      onClose={close}
      title={t('upload.title')}
      size={540}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form className={google.dialog} noValidate onSubmit={submit}>
        <PickedFacts picked={picked} />
        {picked.warnings.map((warning) => (
          <Notice key={warning} tone={warning === 'user_scope' ? 'info' : 'warn'}>
            {warningText(warning, t)}
          </Notice>
        ))}
        {replaces && (
          <Notice tone="warn" title={t('upload.replaces', { name: former?.name ?? picked.identifier })}>
            {t('upload.replacesText')}
          </Notice>
        )}
        <TextInput
          label={t('form.name')}
          data-autofocus
          value={name}
          maxLength={PROFILE_LIMITS.name}
          error={nameless ? t('problem.name') : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Textarea
          label={t('form.description')}
          rows={2}
          value={description}
          maxLength={PROFILE_LIMITS.description}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        {add.error !== null && (
          <Notice tone="bad" live>
            {errorText(add.error)}
          </Notice>
        )}
        <div className={google.dialogActions}>
          <Button loading={other.choosing} onClick={other.choose}>
            {t('upload.other')}
          </Button>
          {replaces ? (
            <DangerButton disabled={nameless} loading={add.isPending}>
              {t('upload.replace')}
            </DangerButton>
          ) : (
            <Button type="submit" variant="filled" loading={add.isPending}>
              {t('upload.submit')}
            </Button>
          )}
        </div>
      </form>
    </Modal>
  );
}

function PickedFacts({ picked }: { picked: PickedProfile }) {
  const { t } = useTranslation('profiles');
  const { fileName, identifier, scope, types, signed } = picked;
  return (
    <dl className={css.picked}>
      <dt>{t('upload.file')}</dt>
      <dd className="mono">{fileName}</dd>
      <dt>{t('pane.field.types')}</dt>
      <dd title={types.join('\n')}>{types.length === 0 ? t('upload.nothing') : typesText(types, t)}</dd>
      <dt>{t('pane.field.identifier')}</dt>
      <dd className="mono">{identifier}</dd>
      <dt>{t('pane.field.scope')}</dt>
      <dd>{t(`scope.${scope}`)}</dd>
      <dt>{t('upload.signature')}</dt>
      <dd>{t(signed ? 'upload.signed' : 'upload.unsigned')}</dd>
    </dl>
  );
}
