import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconHelpCircle } from '@tabler/icons-react';
import type { PreflightResult } from '../../../../electron/bridge/domain';
import css from '../registration.module.css';

const ICONS = {
  good: IconCircleCheck,
  attention: IconAlertTriangle,
  bad: IconCircleX,
  unknown: IconHelpCircle,
} as const;

/** The sign of a verdict; its word stands beside it. */
export function VerdictSign({ verdict }: { verdict: PreflightResult['verdict'] }) {
  const Icon = ICONS[verdict];
  return <Icon size={17} stroke={1.8} className={css.verdict} data-verdict={verdict} aria-hidden="true" />;
}
