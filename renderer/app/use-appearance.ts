import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { languageOf, speak } from '../i18n';
import { useAppInfo } from '../queries/app';
import { usePreferences } from '../queries/preferences';
import { useCurrentWorkspace } from '../queries/workspaces';
import { useRoute } from '../stores/route';

/** Keeps language, density and window title true to the person's choices, while the window runs. */
export function useAppearance(): void {
  const { t, i18n } = useTranslation('common');
  const { language, density } = usePreferences();
  const systemLanguage = useAppInfo().data?.systemLanguage ?? 'en';
  const page = useRoute((route) => route.page);
  const workspace = useCurrentWorkspace();

  useEffect(() => {
    const wanted = languageOf(language, systemLanguage);
    if (wanted !== i18n.language) void speak(wanted);
  }, [language, systemLanguage, i18n]);

  useEffect(() => {
    document.documentElement.dataset.density = density;
  }, [density]);

  useEffect(() => {
    document.title = [t(`pages.${page}`), workspace?.name, 'Muster'].filter(Boolean).join(' · ');
  }, [t, page, workspace?.name]);
}
