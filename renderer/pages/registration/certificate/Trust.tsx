import { Button, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CertificateInfo } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import { CopyValue } from '../../google/parts/CopyValue';
import css from '../registration.module.css';
import { spacedFingerprint } from './life';
import { useSaveAuthority } from './use-save-authority';

const SYSTEMS = ['managed', 'ios', 'macos', 'android', 'windows', 'chromeos'] as const;

/** Muster’s own authority: its certificate as a file, and how devices come to trust it. */
export function Trust({ authority }: { authority: CertificateInfo | null }) {
  const { t } = useTranslation('registration');
  const format = useFormat();
  const root = useSaveAuthority();
  const id = useId();
  const [open, setOpen] = useState(false);
  const Icon = open ? IconChevronDown : IconChevronRight;
  return (
    <div className={css.trust}>
      <p>{t('root.text')}</p>
      {authority !== null && (
        <p className={css.quiet}>
          {t('root.until', { date: format.date(authority.notAfter) })}
          <span className={css.inline}>
            {t('root.fingerprint')}
            <CopyValue value={spacedFingerprint(authority.fingerprint)} what={t('root.fingerprintOf')} />
          </span>
        </p>
      )}
      <div className={css.buttons}>
        <Button loading={root.busy} onClick={root.save}>
          {t('root.save')}
        </Button>
        <UnstyledButton
          className={css.more}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          <Icon size={14} aria-hidden="true" /> {t('root.how')}
        </UnstyledButton>
      </div>
      <dl id={id} className={css.systems} hidden={!open}>
        {SYSTEMS.map((system) => (
          <div key={system}>
            <dt>{t(`root.on.${system}.name`)}</dt>
            <dd>{t(`root.on.${system}.text`)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
