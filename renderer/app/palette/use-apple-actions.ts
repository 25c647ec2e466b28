import { IconCertificate, IconListCheck, IconUpload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { hasCertificate } from '../../pages/apple/standing';
import { PROFILE_KINDS } from '../../pages/profiles/forms/draft';
import { KIND_ICONS } from '../../pages/profiles/forms/kinds';
import { enterProfiles, openProfileDialog } from '../../pages/profiles/state/view';
import { useUploadProfile } from '../../pages/profiles/upload/use-upload-profile';
import { useAppleOverview } from '../../queries/apple';
import { useCurrentWorkspace } from '../../queries/workspaces';
import { navigate } from '../../stores/route';
import type { PaletteEntry } from './entries';

/** The push certificate, orders under way, and new profiles. */
export function useAppleActions(): PaletteEntry[] {
  const { t } = useTranslation('apple');
  const workspace = useCurrentWorkspace();
  const push = useAppleOverview(workspace !== null).data?.push;
  const upload = useUploadProfile();
  if (workspace === null) return [];
  const toProfiles = () => {
    enterProfiles(workspace.id);
    navigate('profiles');
  };
  const entry = (id: string, label: string, icon: PaletteEntry['icon'], run: () => void): PaletteEntry => ({
    id: `apple-${id}`,
    group: 'actions',
    label,
    icon,
    run,
  });
  const toPush = push !== undefined && hasCertificate(push) ? 'renew' : 'push';
  return [
    entry('push', t(`palette.${toPush}`), IconCertificate, () => navigate('apple')),
    entry('orders', t('palette.orders'), IconListCheck, () => navigate('apple', { tab: 'orders' })),
    entry('upload', t('profiles:palette.upload'), IconUpload, () => {
      toProfiles();
      upload.choose();
    }),
    ...PROFILE_KINDS.map((kind) =>
      entry(
        `build-${kind}`,
        t('profiles:palette.build', { kind: t(`profiles:kind.${kind}`) }),
        KIND_ICONS[kind],
        () => {
          toProfiles();
          openProfileDialog({ kind: 'build', form: kind, id: null });
        },
      ),
    ),
  ];
}
