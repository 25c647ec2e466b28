import {
  IconCertificate,
  IconForbid2,
  IconPassword,
  IconShieldLock,
  IconWifi,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ProfileKind } from '../../../../electron/bridge/domain';

export const KIND_ICONS: Readonly<Record<ProfileKind, TablerIcon>> = {
  wifi: IconWifi,
  passcode: IconPassword,
  restrictions: IconForbid2,
  certificate: IconCertificate,
  vpn: IconShieldLock,
};
