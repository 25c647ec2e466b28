import {
  IconBrandChrome,
  IconDeviceIpad,
  IconDeviceLaptop,
  IconDeviceMobile,
  type TablerIcon,
} from '@tabler/icons-react';
import type { DevicePlatform } from '../../electron/bridge/domain';

const SIGNS: Readonly<Record<DevicePlatform, TablerIcon>> = {
  chromeos: IconBrandChrome,
  ios: IconDeviceMobile,
  ipados: IconDeviceIpad,
  macos: IconDeviceLaptop,
};

interface PlatformSignProps {
  platform: DevicePlatform;
  size: number;
  className?: string | undefined;
}

/** The kind of a device as a sign; words beside it say the same. */
export function PlatformSign({ platform, size, className }: PlatformSignProps) {
  const Sign = SIGNS[platform];
  return <Sign className={className} size={size} stroke={1.6} aria-hidden />;
}
