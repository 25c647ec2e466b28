import { useTranslation } from 'react-i18next';
import type { MailPreview } from '../../../../electron/bridge/domain';
import css from './templates.module.css';

/** How the mail reads, with made-up values. */
export function Preview({ preview }: { preview: MailPreview | undefined }) {
  const { t } = useTranslation('mail');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard (WCAG 2.1.1).
    <section className={css.preview} aria-label={t('templates.preview')} aria-live="polite" tabIndex={0}>
      <p className={css.previewHint}>{t('templates.previewHint')}</p>
      <p className={css.previewSubject}>{preview?.subject}</p>
      <div className={css.previewText}>{preview?.text}</div>
    </section>
  );
}
