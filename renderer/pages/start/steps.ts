import { isLoopbackHost, type ListenerOverview } from '../../../electron/bridge/domain';

export type StepState = 'done' | 'now' | 'ahead';
export type StepName = 'connect' | 'sync' | 'look';

/** Which step is done, which one is to be taken now, and which wait for it. */
export function stepStates(facts: { connected: boolean; synced: boolean }): Record<StepName, StepState> {
  if (!facts.connected) return { connect: 'now', sync: 'ahead', look: 'ahead' };
  if (!facts.synced) return { connect: 'done', sync: 'now', look: 'ahead' };
  return { connect: 'done', sync: 'done', look: 'now' };
}

/** True when the listener is on, and links lead other devices to it. */
export function isOpenToOthers({ state, settings }: Pick<ListenerOverview, 'state' | 'settings'>): boolean {
  const isOn = state.kind === 'on' || state.kind === 'elsewhere';
  return isOn && !isLoopbackHost(settings.host) && !isLoopbackHost(settings.publicName);
}
