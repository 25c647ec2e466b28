import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { VaultState } from '../../../electron/bridge/shapes';
import { useVaultState } from '../../queries/google';
import { openDialog } from '../../stores/dialog';
import { Row, Section } from './Section';

/** How the secrets of the open workspace are protected on this computer. */
export function Security() {
  const { t } = useTranslation('settings');
  const vault = useVaultState().data ?? null;
  if (vault === null) return null;
  const name = protectionOf(vault);
  return (
    <Section title={t('security.title')} text={t('security.text')}>
      <Row label={t(`security.${name}.label`)} text={t(`security.${name}.text`)}>
        {name !== 'keychain' && (
          <Button onClick={() => openDialog({ kind: 'vault' })}>{t(`security.${name}.action`)}</Button>
        )}
      </Row>
    </Section>
  );
}

function protectionOf(vault: VaultState) {
  return vault.kind === 'ready' ? vault.protection : vault.kind;
}
