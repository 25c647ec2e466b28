import {
  DEFAULT_LISTENER,
  type ListenerOverview,
  type ListenerSettings,
} from '../../../../electron/bridge/domain';

/** A machine with a cable, a wireless network, and an address of its own in IPv6. */
export const INTERFACES: ListenerOverview['interfaces'] = [
  { name: 'lo', address: '127.0.0.1', internal: true },
  { name: 'eth0', address: '10.20.0.12', internal: false },
  { name: 'wlan0', address: '192.168.7.4', internal: false },
  { name: 'eth0', address: 'fd00::12', internal: false },
];

/** A listener as it is shown while it is off, with some of its settings. */
export function overviewWith(
  settings: Partial<ListenerSettings> = {},
  state: ListenerOverview['state'] = { kind: 'off' },
): ListenerOverview {
  return {
    settings: { ...DEFAULT_LISTENER, ...settings },
    state,
    baseUrl: 'https://localhost:8443',
    interfaces: [...INTERFACES],
    exposed: [],
    connected: [],
    answered: 0,
    refused: 0,
  };
}
