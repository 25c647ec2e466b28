import { Button, FileButton, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import css from './authority.module.css';
import { certificateText } from './certificate';

interface AuthorityFieldProps {
  /** The namespace of `field.authority` and `hint.authority`. */
  texts: 'ldap' | 'mail';
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

/** The certificate of the authority that signed a server’s, pasted or from a file. */
export function AuthorityField({ texts, value, error, onChange }: AuthorityFieldProps) {
  const { t } = useTranslation(texts);
  const read = async (file: File | null) => {
    if (file !== null) onChange(certificateText(new Uint8Array(await file.arrayBuffer())));
  };
  return (
    <div className={css.authority}>
      <Textarea
        label={t('field.authority')}
        description={t('hint.authority')}
        placeholder="-----BEGIN CERTIFICATE-----"
        value={value}
        rows={value === '' ? 2 : 5}
        spellCheck={false}
        autoComplete="off"
        classNames={{ input: css.pem ?? '' }}
        error={error}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <div className={css.fileLine}>
        <FileButton accept=".pem,.crt,.cer,.der" onChange={(file) => void read(file)}>
          {(props) => <Button {...props}>{t('authority.file')}</Button>}
        </FileButton>
        {value !== '' && (
          <Button variant="subtle" color="gray" onClick={() => onChange('')}>
            {t('authority.clear')}
          </Button>
        )}
      </div>
    </div>
  );
}
