import { notifications } from '@mantine/notifications';
import {
  IconDownload,
  IconFileText,
  IconPencil,
  IconRefresh,
  IconTrash,
  IconUsersPlus,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LibraryProfile } from '../../../../electron/bridge/domain';
import { report } from '../../../components/report';
import { useFormat } from '../../../format';
import { useRetryProfile, useSaveProfile } from '../../../queries/profiles';
import { tellSaved } from '../../apple/tell-saved';
import styles from '../../devices/pane/pane.module.css';
import { StepTools } from '../../devices/pane/StepTools';
import { ToolButton } from '../../devices/ToolButton';
import users from '../../users/users.module.css';
import { KIND_ICONS } from '../forms/kinds';
import { closeProfile, openProfileDialog, useProfilesView } from '../state/view';
import { focusProfiles } from '../table/ProfileTable';
import { useUploadProfile } from '../upload/use-upload-profile';
import { typesText } from '../words';

const ICON = { size: 14, stroke: 1.6, 'aria-hidden': true } as const;

/** What the profile is, what can be done with it, and the way out. */
export function ProfileHeader({ profile }: { profile: LibraryProfile }) {
  const { t } = useTranslation('profiles');
  const format = useFormat();
  const { name, form, scope, version, types } = profile;
  const Icon = form === null ? IconFileText : KIND_ICONS[form.kind];
  return (
    <header className={styles.header}>
      <div className={styles.title}>
        <Icon size={18} stroke={1.6} aria-hidden="true" />
        <h2>{name}</h2>
      </div>
      <div className={styles.who}>
        <span>{typesText(types, t)}</span>
        <span>{t(`scope.${scope}`)}</span>
        <span>{t('pane.version', { n: format.number(version) })}</span>
      </div>
      <Deeds profile={profile} />
      <PaneTools />
    </header>
  );
}

function Deeds({ profile }: { profile: LibraryProfile }) {
  const { t } = useTranslation('profiles');
  const upload = useUploadProfile();
  const save = useSaveProfile();
  const { id, form } = profile;
  const keepFile = () =>
    save.mutate(id, {
      onError: report,
      onSuccess: (saved) => saved !== null && tellSaved(t('pane.saved'), saved),
    });
  return (
    <div className={users.deeds}>
      <ToolButton
        icon={<IconUsersPlus {...ICON} />}
        onClick={() => openProfileDialog({ kind: 'assign', id })}
      >
        {t('pane.assign')}
      </ToolButton>
      {form === null ? (
        <ToolButton icon={<IconPencil {...ICON} />} disabled={upload.choosing} onClick={upload.choose}>
          {t('pane.replace')}
        </ToolButton>
      ) : (
        <ToolButton
          icon={<IconPencil {...ICON} />}
          onClick={() => openProfileDialog({ kind: 'build', form: form.kind, id })}
        >
          {t('pane.edit')}
        </ToolButton>
      )}
      <RetryButton profile={profile} />
      <ToolButton icon={<IconDownload {...ICON} />} disabled={save.isPending} onClick={keepFile}>
        {t('pane.save')}
      </ToolButton>
      <ToolButton icon={<IconTrash {...ICON} />} onClick={() => openProfileDialog({ kind: 'remove', id })}>
        {t('pane.remove')}
      </ToolButton>
    </div>
  );
}

function RetryButton({ profile: { id, counts } }: { profile: LibraryProfile }) {
  const { t } = useTranslation('profiles');
  const format = useFormat();
  const retry = useRetryProfile();
  if (counts.failed === 0) return null;
  const again = () =>
    retry.mutate(id, {
      onError: report,
      onSuccess: (count) =>
        notifications.show({
          message: t('pane.retried', { count, n: format.number(count) }),
          autoClose: 5000,
        }),
    });
  return (
    <ToolButton icon={<IconRefresh {...ICON} />} disabled={retry.isPending} onClick={again}>
      {t('pane.retry', { count: counts.failed, n: format.number(counts.failed) })}
    </ToolButton>
  );
}

function PaneTools() {
  const { t } = useTranslation('profiles');
  const step = useProfilesView((view) => view.step);
  return <StepTools t={t} step={step} close={close} />;
}

function close(): void {
  closeProfile();
  focusProfiles();
}
