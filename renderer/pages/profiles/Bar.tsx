import { Menu } from '@mantine/core';
import { IconChevronDown, IconPlus, IconUpload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { SearchField } from '../activity/filters/SearchField';
import filters from '../devices/filters/filters.module.css';
import { ToolButton } from '../devices/ToolButton';
import { PROFILE_KINDS } from './forms/draft';
import { KIND_ICONS } from './forms/kinds';
import { openProfileDialog, useProfilesView } from './state/view';
import { useUploadProfile } from './upload/use-upload-profile';

/** The search, and the two ways to a new profile: a file, or a form. */
export function Bar() {
  const { t } = useTranslation('profiles');
  const text = useProfilesView((view) => view.text);
  const upload = useUploadProfile();
  return (
    <section className={filters.bar} aria-label={t('bar.label')}>
      <SearchField
        label={t('bar.search')}
        value={text}
        onChange={(value) => useProfilesView.setState({ text: value })}
      />
      <div className={filters.right}>
        <Menu position="bottom-end">
          <Menu.Target>
            <ToolButton icon={<IconPlus size={15} stroke={1.6} aria-hidden="true" />}>
              {t('bar.build')}
              <IconChevronDown size={13} stroke={1.8} aria-hidden="true" />
            </ToolButton>
          </Menu.Target>
          <Menu.Dropdown>
            {PROFILE_KINDS.map((kind) => {
              const Icon = KIND_ICONS[kind];
              return (
                <Menu.Item
                  key={kind}
                  leftSection={<Icon size={15} stroke={1.6} aria-hidden="true" />}
                  onClick={() => openProfileDialog({ kind: 'build', form: kind, id: null })}
                >
                  {t(`kind.${kind}`)}
                </Menu.Item>
              );
            })}
          </Menu.Dropdown>
        </Menu>
        <ToolButton
          icon={<IconUpload size={15} stroke={1.6} aria-hidden="true" />}
          disabled={upload.choosing}
          onClick={upload.choose}
        >
          {t('bar.upload')}
        </ToolButton>
      </div>
    </section>
  );
}
