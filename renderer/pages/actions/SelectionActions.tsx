import { Menu } from '@mantine/core';
import { IconBolt } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format';
import { useSelection } from '../devices/state/selection';
import { ToolButton } from '../devices/ToolButton';
import { ActionItems } from './ActionItems';
import { useOfferedActions } from './families';
import { actOnSelected, isActionable, MOST_IDS } from './selected';

/** What can be done with the picked devices; not there without a connection that carries it out. */
export function SelectionActions() {
  const { t } = useTranslation('actions');
  const format = useFormat();
  const offered = useOfferedActions();
  const actionable = useSelection(({ ids, whole, version }) => version >= 0 && isActionable({ ids, whole }));
  if (offered.length === 0) return null;
  return (
    <Menu position="top-start">
      <Menu.Target>
        <ToolButton icon={<IconBolt size={14} stroke={1.6} aria-hidden />}>{t('menu.button')}</ToolButton>
      </Menu.Target>
      <Menu.Dropdown aria-label={t('menu.label')}>
        {actionable ? (
          <ActionItems actions={offered} onChoose={actOnSelected} />
        ) : (
          <Menu.Label>{t('menu.tooMany', { n: format.number(MOST_IDS) })}</Menu.Label>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
