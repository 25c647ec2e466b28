import { Button } from '@mantine/core';
import { IconFileCertificate, IconUpload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../activity/parts/Empty';
import users from '../users/users.module.css';
import { PROFILE_KINDS } from './forms/draft';
import { KIND_ICONS } from './forms/kinds';
import { openProfileDialog, useProfilesView } from './state/view';
import { useUploadProfile } from './upload/use-upload-profile';

/** No profile fits the search. */
export function NoneFound() {
  const { t } = useTranslation('profiles');
  return (
    <Empty
      icon={IconFileCertificate}
      title={t('nothing.title')}
      text={t('nothing.text')}
      action={{ label: t('nothing.action'), run: () => useProfilesView.setState({ text: '' }) }}
    />
  );
}

/** What a profile is, and the ways to the first one. */
export function NoProfiles() {
  const { t } = useTranslation('profiles');
  const upload = useUploadProfile();
  return (
    <div className={users.begin}>
      <div className={users.beginText}>
        <IconFileCertificate size={28} stroke={1.3} aria-hidden="true" />
        <h2>{t('empty.title')}</h2>
        <p>{t('empty.text')}</p>
        <ul className={users.ways}>
          <li>
            <IconUpload size={18} stroke={1.6} aria-hidden="true" />
            <div>
              <h3>{t('empty.upload.title')}</h3>
              <p>{t('empty.upload.text')}</p>
            </div>
            <Button loading={upload.choosing} onClick={upload.choose}>
              {t('empty.upload.action')}
            </Button>
          </li>
          {PROFILE_KINDS.map((kind) => {
            const Icon = KIND_ICONS[kind];
            return (
              <li key={kind}>
                <Icon size={18} stroke={1.6} aria-hidden="true" />
                <div>
                  <h3>{t(`kind.${kind}`)}</h3>
                  <p>{t(`empty.${kind}`)}</p>
                </div>
                <Button onClick={() => openProfileDialog({ kind: 'build', form: kind, id: null })}>
                  {t('empty.build')}
                  <span className="visually-hidden">: {t(`kind.${kind}`)}</span>
                </Button>
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}
