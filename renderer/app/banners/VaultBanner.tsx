import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useVaultState } from '../../queries/google';
import { openDialog } from '../../stores/dialog';
import { Banner } from './Banner';

/** While secrets cannot be used: why, and what to do. The cache stays readable all the while. */
export function VaultBanner() {
  const { t } = useTranslation('common');
  const kind = useVaultState().data?.kind ?? 'ready';
  if (kind === 'ready') return null;
  return (
    <Banner
      tone="lock"
      action={
        <Button onClick={() => openDialog({ kind: 'vault' })}>{t(`banner.vault.${kind}.action`)}</Button>
      }
    >
      {t(`banner.vault.${kind}.text`)}
    </Banner>
  );
}
