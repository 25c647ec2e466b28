import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCurrentWorkspace } from '../../queries/workspaces';
import { openDialog } from '../../stores/dialog';
import { usePageCount } from '../../stores/page-count';
import { useRoute } from '../../stores/route';
import { modKey } from '../platform';
import { CommandWork } from './CommandWork';
import { ExportWork } from './ExportWork';
import { HeldCommands } from './held/HeldCommands';
import { ImportWork } from './ImportWork';
import { InviteWork } from './InviteWork';
import { RegistrationSign } from './RegistrationSign';
import { SearchBox } from './SearchBox';
import { SyncWork } from './SyncWork';
import css from './top.module.css';

/** The bar over the page: its name and count, the search, the work that is going on. */
export function TopBar() {
  const { t } = useTranslation('common');
  const page = useRoute((route) => route.page);
  const count = usePageCount((state) => state.text);
  const hasWorkspace = useCurrentWorkspace() !== null;
  return (
    <section className={css.top} aria-label={t('top')}>
      <h1>{t(`titles.${page}`)}</h1>
      {count !== null && <span className={css.count}>{count}</span>}
      {hasWorkspace && <SearchBox />}
      <div className={css.work}>
        {hasWorkspace && <HeldCommands />}
        {hasWorkspace && <CommandWork />}
        <ExportWork />
        {hasWorkspace && <ImportWork />}
        {hasWorkspace && <InviteWork />}
        {hasWorkspace && <SyncWork />}
        {hasWorkspace && <RegistrationSign />}
        <UnstyledButton
          className={css.palette}
          onClick={() => openDialog({ kind: 'palette' })}
          aria-label={t('palette.open')}
          aria-keyshortcuts="Control+K Meta+K"
        >
          <kbd>{t('keys.combined', { mod: modKey(t), key: 'K' })}</kbd>
        </UnstyledButton>
      </div>
    </section>
  );
}
