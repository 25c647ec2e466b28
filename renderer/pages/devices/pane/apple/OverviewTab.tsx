import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppleDetail, Device } from '../../../../../electron/bridge/domain';
import { useFormat } from '../../../../format';
import type { Section } from '../record';
import { Sections } from '../Sections';
import { managementSections } from './management';
import { StandingNotes } from './StandingNotes';

interface OverviewTabProps {
  device: Device;
  /** Null while it is being read. */
  apple: AppleDetail | null;
  sections: readonly Section[];
  now: number;
}

/** How the device stands, what it says of itself first, then how it is managed. */
export function OverviewTab({ device, apple, sections, now }: OverviewTabProps) {
  const { t } = useTranslation('devices');
  const format = useFormat();
  const management = useMemo(
    () => (apple === null ? [] : managementSections(apple, device, { t, format, now })),
    [apple, device, t, format, now],
  );
  return (
    <>
      {apple !== null && <StandingNotes detail={apple} now={now} />}
      <Sections sections={sections} source={t('apple.source')} at={null} now={now} />
      <Sections sections={management} source={t('apple.ownSource')} at={null} now={now} />
    </>
  );
}
