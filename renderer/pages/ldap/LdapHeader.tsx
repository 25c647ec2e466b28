import { Button } from '@mantine/core';
import { IconAddressBook, IconUserDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LdapOverview } from '../../../electron/bridge/domain';
import { useFormat } from '../../format';
import { useImportWork } from '../../stores/import-work';
import google from '../google/connected/connected.module.css';
import { Ago } from '../google/parts/Ago';
import { runImport } from '../users/imports/run-import';
import css from './ldap.module.css';

/** The directory that is set up: what came from it, and what can be done with it. */
export function LdapHeader({ overview, onRemove }: { overview: LdapOverview; onRemove: () => void }) {
  const { t } = useTranslation('ldap');
  const running = useImportWork((work) => work.ldap !== undefined);
  const never = overview.lastImport === null;
  return (
    <>
      <header className={google.header}>
        <IconAddressBook size={24} stroke={1.6} aria-hidden="true" />
        <h2>{overview.connection.host}</h2>
        <span className={google.status}>{t(`kind.${overview.connection.kind}`)}</span>
        <div className={google.headerActions}>
          <Button
            variant={never ? 'filled' : 'default'}
            leftSection={<IconUserDown size={15} aria-hidden="true" />}
            loading={running}
            onClick={() => void runImport('ldap')}
          >
            {t('import')}
          </Button>
          <Button className={google.delete} disabled={running} onClick={onRemove}>
            {t('remove')}
          </Button>
        </div>
      </header>
      <Figures overview={overview} />
    </>
  );
}

function Figures({ overview: { users, lastImport } }: { overview: LdapOverview }) {
  const { t } = useTranslation('ldap');
  const format = useFormat();
  return (
    <dl className={`${google.stats} ${css.figures}`}>
      <div>
        <dt>{t('stat.users')}</dt>
        <dd>{format.number(users)}</dd>
      </div>
      <div>
        <dt>{t('stat.lastImport')}</dt>
        <dd>{lastImport === null ? t('stat.never') : <Ago at={lastImport.at} />}</dd>
        {lastImport !== null && <p className={css.lastImport}>{importText(lastImport, t, format)}</p>}
      </div>
    </dl>
  );
}

type Translate = ReturnType<typeof useTranslation<'ldap'>>['t'];

function importText(
  { seen, added, changed, gone }: NonNullable<LdapOverview['lastImport']>,
  t: Translate,
  format: ReturnType<typeof useFormat>,
): string {
  const result = t('stat.result', {
    seen: format.number(seen),
    added: format.number(added),
    changed: format.number(changed),
  });
  return gone === null || gone === 0 ? result : `${result}, ${t('stat.gone', { n: format.number(gone) })}`;
}
