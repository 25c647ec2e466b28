import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type RegistrationSettings, TERMS_LIMIT } from '../../../electron/bridge/domain';
import { useFormat } from '../../format';
import css from './settings.module.css';
import { useChangeOfRegistration } from './use-change-registration';

const LANGUAGES = ['en', 'fr'] as const;

/** The terms of use in both languages, kept by a button: nobody wants half a text to be what people accept. */
export function RegistrationTerms({ terms }: { terms: RegistrationSettings['terms'] }) {
  const { t } = useTranslation('registration');
  const format = useFormat();
  const { apply, busy } = useChangeOfRegistration();
  const [draft, setDraft] = useState(terms);
  const touched = draft.en !== terms.en || draft.fr !== terms.fr;
  return (
    <div className={css.terms}>
      <div className={css.rowText}>
        <b>{t('settings.terms.label')}</b>
        <span>{t('settings.terms.text')}</span>
      </div>
      <div className={css.termTexts}>
        {LANGUAGES.map((language) => (
          <Textarea
            key={language}
            lang={language}
            label={t(`settings.terms.${language}`)}
            description={
              draft[language] === ''
                ? undefined
                : t('settings.terms.left', {
                    n: format.number(draft[language].length),
                    most: format.number(TERMS_LIMIT),
                  })
            }
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            autosize
            minRows={3}
            maxRows={12}
            maxLength={TERMS_LIMIT}
            value={draft[language]}
            onChange={(event) => setDraft({ ...draft, [language]: event.currentTarget.value })}
          />
        ))}
      </div>
      {touched && (
        <div className={css.termButtons}>
          <Button
            variant="filled"
            loading={busy}
            onClick={() => apply({ terms: draft }, t('settings.terms.label'))}
          >
            {t('settings.terms.save')}
          </Button>
          <Button variant="subtle" color="gray" onClick={() => setDraft(terms)}>
            {t('settings.terms.discard')}
          </Button>
        </div>
      )}
    </div>
  );
}
