import { SegmentedControl, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { preferencesChangeSchema } from '../../../electron/bridge/domain';
import { report } from '../../components/report';
import { usePreferences, useSetPreferences } from '../../queries/preferences';
import { Row, Section } from './Section';

const THEMES = ['system', 'light', 'dark'] as const;
const DENSITIES = ['normal', 'compact'] as const;

/** Language, theme and density: they apply at once. */
export function Appearance() {
  const { t } = useTranslation('settings');
  const { theme, density } = usePreferences();
  const choose = useChoose();
  return (
    <Section title={t('appearance.title')}>
      <LanguageRow />
      <Row label={t('appearance.theme')}>
        <SegmentedControl
          aria-label={t('appearance.theme')}
          value={theme}
          onChange={(value) => choose('theme', value)}
          data={THEMES.map((value) => ({ value, label: t(`appearance.themes.${value}`) }))}
        />
      </Row>
      <Row label={t('appearance.density')} text={t('appearance.densityText')}>
        <SegmentedControl
          aria-label={t('appearance.density')}
          value={density}
          onChange={(value) => choose('density', value)}
          data={DENSITIES.map((value) => ({ value, label: t(`appearance.densities.${value}`) }))}
        />
      </Row>
    </Section>
  );
}

function LanguageRow() {
  const { t } = useTranslation('settings');
  const { language } = usePreferences();
  const choose = useChoose();
  return (
    <Row label={t('appearance.language')} controlId="language">
      <Select
        id="language"
        w={180}
        value={language}
        onChange={(value) => choose('language', value)}
        data={[
          { value: 'system', label: t('appearance.systemLanguage') },
          { value: 'en', label: 'English' },
          { value: 'fr', label: 'Français' },
        ]}
      />
    </Row>
  );
}

function useChoose() {
  const set = useSetPreferences();
  return (name: 'language' | 'theme' | 'density', value: string | null) => {
    const change = preferencesChangeSchema.safeParse({ [name]: value });
    if (change.success) set.mutate(change.data, { onError: report });
  };
}
