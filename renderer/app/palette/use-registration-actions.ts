import { IconChecklist, IconDoorEnter, IconDoorOff, IconSettings } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { promptForVault } from '../../components/prompt-for-vault';
import { report } from '../../components/report';
import { useListener, useRunPreflight, useSwitchListener } from '../../queries/listener';
import { useCurrentWorkspace } from '../../queries/workspaces';
import { usePreflightWork } from '../../stores/preflight';
import { navigate } from '../../stores/route';
import type { PaletteEntry } from './entries';

/** Opening and closing registration, the preflight, and the settings. Only what can be done now is offered. */
export function useRegistrationActions(): PaletteEntry[] {
  const { t } = useTranslation('registration');
  const isOpen = useCurrentWorkspace() !== null;
  const state = useListener(isOpen).data?.state.kind;
  const change = useSwitchListener();
  const runPreflight = useRunPreflight();
  const running = usePreflightWork((work) => work.running !== null);
  if (!isOpen) return [];
  const entry = (
    name: 'on' | 'off' | 'preflight' | 'settings',
    icon: PaletteEntry['icon'],
    run: () => void,
  ): PaletteEntry => ({
    id: `registration-${name}`,
    group: 'actions',
    label: t(`palette.${name}`),
    icon,
    run,
  });
  const switchTo = (on: boolean) => {
    navigate('registration');
    change.mutate(on, {
      onError: (error) => {
        promptForVault(error);
        report(error);
      },
    });
  };
  const entries: PaletteEntry[] = [];
  if (state === 'off') entries.push(entry('on', IconDoorEnter, () => switchTo(true)));
  if (state === 'on' || state === 'failed') entries.push(entry('off', IconDoorOff, () => switchTo(false)));
  if (!running) {
    entries.push(
      entry('preflight', IconChecklist, () => {
        navigate('registration');
        runPreflight();
      }),
    );
  }
  entries.push(entry('settings', IconSettings, () => navigate('settings', { section: 'registration' })));
  return entries;
}
