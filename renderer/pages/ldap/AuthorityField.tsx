import { Button, FileButton, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { certificateText } from './certificate';
import css from './ldap.module.css';
import type { LdapForm } from './use-ldap-form';

/** The certificate of the authority that signed the directory’s, pasted or from a file. */
export function AuthorityField({ form }: { form: LdapForm }) {
  const { t } = useTranslation('ldap');
  const { draft, type, problem } = form;
  const read = async (file: File | null) => {
    if (file !== null) type('authority', certificateText(new Uint8Array(await file.arrayBuffer())));
  };
  return (
    <div className={css.authority}>
      <Textarea
        label={t('field.authority')}
        description={t('hint.authority')}
        placeholder="-----BEGIN CERTIFICATE-----"
        value={draft.authority}
        rows={draft.authority === '' ? 2 : 5}
        spellCheck={false}
        autoComplete="off"
        classNames={{ input: css.pem ?? '' }}
        error={problem('authority')}
        onChange={(event) => type('authority', event.currentTarget.value)}
      />
      <div className={css.fileLine}>
        <FileButton accept=".pem,.crt,.cer,.der" onChange={(file) => void read(file)}>
          {(props) => <Button {...props}>{t('authority.file')}</Button>}
        </FileButton>
        {draft.authority !== '' && (
          <Button variant="subtle" color="gray" onClick={() => type('authority', '')}>
            {t('authority.clear')}
          </Button>
        )}
      </div>
    </div>
  );
}
