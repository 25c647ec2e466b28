import { useTranslation } from 'react-i18next';
import type { AppleDetail, Device } from '../../../../../electron/bridge/domain';
import { useFormat } from '../../../../format';
import { useCurrentWorkspace } from '../../../../queries/workspaces';
import { openUser } from '../../../users/state/open';
import { usePaneTab } from '../pane-tab';
import type { Section } from '../record';
import { Sections } from '../Sections';
import { managementSections, type Ways } from './management';
import { StandingNotes } from './StandingNotes';

interface OverviewTabProps {
  device: Device;
  /** Null while it is being read. */
  apple: AppleDetail | null;
  sections: readonly Section[];
  now: number;
}

/** How the device stands: what it is, how it is managed, and how it is secured. */
export function OverviewTab({ device, apple, sections, now }: OverviewTabProps) {
  const { t } = useTranslation('devices');
  const format = useFormat();
  const workspace = useCurrentWorkspace();
  const ways: Ways = {
    user: (id) => workspace !== null && openUser(workspace.id, id),
    orders: () => usePaneTab.setState({ tab: 'commands' }),
  };
  const management = apple === null ? [] : managementSections(apple, device, ways, { t, format, now });
  const [first, ...others] = sections;
  const told = { source: t('apple.source'), at: null, gathered: true, now };
  return (
    <>
      {apple !== null && <StandingNotes detail={apple} now={now} />}
      {first !== undefined && <Sections sections={[first]} {...told} />}
      <Sections sections={management} source={t('apple.ownSource')} at={null} gathered now={now} />
      <Sections sections={others} {...told} />
    </>
  );
}
