import { SegmentedControl, Tabs } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  MAIL_KINDS,
  MAIL_LANGUAGES,
  type MailKind,
  type MailLanguage,
} from '../../../../electron/bridge/domain';
import { languageNow } from '../../../i18n';
import { useMailTemplates } from '../../../queries/mail';
import ldap from '../../ldap/ldap.module.css';
import { TemplateEditor } from './TemplateEditor';
import css from './templates.module.css';

/** What mails say: each kind, in both languages, with how it reads beside it. */
export function Templates() {
  const { t } = useTranslation('mail');
  const { data } = useMailTemplates();
  const [kind, setKind] = useState<MailKind>('invitation');
  const [language, setLanguage] = useState<MailLanguage>(languageNow);
  const shown = data?.find((one) => one.kind === kind && one.language === language);
  return (
    <section className={css.templates} aria-labelledby="mail-templates">
      <h3 id="mail-templates" className={ldap.settings}>
        {t('templates.title')}
      </h3>
      <p className={css.hint}>{t('templates.hint', { open: '{{', close: '}}' })}</p>
      <div className={css.choice}>
        <Tabs
          value={kind}
          onChange={(value) => setKind(MAIL_KINDS.find((one) => one === value) ?? 'invitation')}
        >
          <Tabs.List aria-label={t('templates.kinds')}>
            {MAIL_KINDS.map((one) => (
              <Tabs.Tab key={one} value={one}>
                {t(`kind.${one}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs>
        <SegmentedControl
          aria-label={t('templates.language')}
          value={language}
          onChange={(value) => setLanguage(MAIL_LANGUAGES.find((one) => one === value) ?? 'en')}
          data={MAIL_LANGUAGES.map((value) => ({ value, label: t(`language.${value}`) }))}
        />
      </div>
      {shown !== undefined && <TemplateEditor key={`${kind} ${language}`} kept={shown} />}
    </section>
  );
}
