import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  MAIL_KINDS,
  MAIL_LANGUAGES,
  type MailKind,
  type MailLanguage,
  type MailTemplate,
} from '../../../../electron/bridge/domain';
import { languageNow } from '../../../i18n';
import { useMailTemplates } from '../../../queries/mail';
import ldap from '../../ldap/ldap.module.css';
import { TemplateEditor } from './TemplateEditor';
import css from './templates.module.css';

/** What mails say: each kind, in both languages, with how it reads beside it. What is typed stays while others are looked at. */
export function Templates() {
  const { t } = useTranslation('mail');
  const { data } = useMailTemplates();
  const [kind, setKind] = useState<MailKind>('invitation');
  const [language, setLanguage] = useState<MailLanguage>(languageNow);
  const [drafts, setDrafts] = useState<Readonly<Record<string, MailTemplate>>>({});
  const shown = data?.find((one) => one.kind === kind && one.language === language);
  const place = placeOf(kind, language);
  return (
    <section className={css.templates} aria-labelledby="mail-templates">
      <h3 id="mail-templates" className={ldap.settings}>
        {t('templates.title')}
      </h3>
      <p className={css.hint}>{t('templates.hint', { open: '{{', close: '}}' })}</p>
      <div className={css.choice}>
        <SegmentedControl
          aria-label={t('templates.kinds')}
          value={kind}
          onChange={setKind}
          data={MAIL_KINDS.map((value) => ({
            value,
            label: (
              <Label unsaved={MAIL_LANGUAGES.some((one) => placeOf(value, one) in drafts)}>
                {t(`kind.${value}`)}
              </Label>
            ),
          }))}
        />
        <SegmentedControl
          aria-label={t('templates.language')}
          value={language}
          onChange={setLanguage}
          data={MAIL_LANGUAGES.map((value) => ({
            value,
            label: <Label unsaved={placeOf(kind, value) in drafts}>{t(`language.${value}`)}</Label>,
          }))}
        />
      </div>
      {shown !== undefined && (
        <TemplateEditor
          key={place}
          kept={shown}
          draft={drafts[place] ?? null}
          onDraft={(draft) => setDrafts((before) => withDraft(before, place, draft))}
        />
      )}
    </section>
  );
}

function Label({ unsaved, children }: { unsaved: boolean; children: ReactNode }) {
  const { t } = useTranslation('mail');
  return (
    <span className={css.label}>
      {children}
      {unsaved && (
        <span className={css.unsaved} title={t('templates.unsaved')}>
          <span className="visually-hidden"> ({t('templates.unsaved')})</span>
        </span>
      )}
    </span>
  );
}

function placeOf(kind: MailKind, language: MailLanguage): string {
  return `${kind} ${language}`;
}

function withDraft(
  drafts: Readonly<Record<string, MailTemplate>>,
  place: string,
  draft: MailTemplate | null,
): Readonly<Record<string, MailTemplate>> {
  const { [place]: _, ...others } = drafts;
  return draft === null ? others : { ...others, [place]: draft };
}
