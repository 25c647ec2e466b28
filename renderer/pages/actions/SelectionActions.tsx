import { Menu } from '@mantine/core';
import { IconBolt } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format';
import { useGoogleOverview } from '../../queries/google';
import { useSelection } from '../devices/state/selection';
import { ToolButton } from '../devices/ToolButton';
import { ActionItems } from './ActionItems';
import { ALL_ACTIONS, actOnSelected, isActionable, MOST_IDS } from './selected';

/** What can be done with the picked devices; not there without a connection that carries it out. */
export function SelectionActions() {
  const { t } = useTranslation('actions');
  const format = useFormat();
  const connected = useGoogleOverview().data != null;
  const actionable = useSelection(({ ids, whole, version }) => version >= 0 && isActionable({ ids, whole }));
  if (!connected) return null;
  return (
    <Menu position="top-start">
      <Menu.Target>
        <ToolButton icon={<IconBolt size={14} stroke={1.6} aria-hidden />}>{t('menu.button')}</ToolButton>
      </Menu.Target>
      <Menu.Dropdown aria-label={t('menu.label')}>
        {actionable ? (
          <ActionItems actions={ALL_ACTIONS} onChoose={actOnSelected} />
        ) : (
          <Menu.Label>{t('menu.tooMany', { n: format.number(MOST_IDS) })}</Menu.Label>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
