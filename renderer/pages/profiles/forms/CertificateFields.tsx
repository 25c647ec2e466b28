import { Button, FileButton, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import authority from '../../../components/authority.module.css';
import { certificateText } from '../../../components/certificate';
import { Text } from './fields';
import type { ProfileFormModel } from './use-profile-form';

/** A certificate that devices come to trust, pasted or from a file. */
export function CertificateFields({ form }: { form: ProfileFormModel }) {
  const { t } = useTranslation('profiles');
  const { draft, type, problem } = form;
  const read = async (file: File | null) => {
    if (file === null) return;
    type('content', certificateText(new Uint8Array(await file.arrayBuffer())));
    if (draft.certificate.trim() === '') type('certificate', file.name.replace(/\.[^.]*$/, ''));
  };
  return (
    <>
      <Text form={form} field="certificate" hint maxLength={120} />
      <div className={authority.authority}>
        <Textarea
          label={t('field.content')}
          description={t('hint.content')}
          placeholder="-----BEGIN CERTIFICATE-----"
          value={draft.content}
          rows={draft.content === '' ? 3 : 6}
          spellCheck={false}
          autoComplete="off"
          classNames={{ input: authority.pem ?? '' }}
          error={problem('content')}
          onChange={(event) => type('content', event.currentTarget.value)}
        />
        <div className={authority.fileLine}>
          <FileButton accept=".pem,.crt,.cer,.der" onChange={(file) => void read(file)}>
            {(props) => <Button {...props}>{t('form.file')}</Button>}
          </FileButton>
          {draft.content !== '' && (
            <Button variant="subtle" color="gray" onClick={() => type('content', '')}>
              {t('form.clear')}
            </Button>
          )}
        </div>
      </div>
    </>
  );
}
