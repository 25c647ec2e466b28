import { contextBridge, ipcRenderer } from 'electron';
import { CHANNELS } from './bridge/channels.ts';
import type { MusterBridge } from './bridge/wire.ts';

/** The whole of what the page may reach: three functions, no Electron object among their arguments. */
const bridge: MusterBridge = {
  call: (id, method, input) => ipcRenderer.invoke(CHANNELS.call, { id, method, input }),
  cancel: (id) => ipcRenderer.send(CHANNELS.cancel, id),
  onEvent: (listener) => {
    const relay = (_event: unknown, message: unknown): void => listener(message);
    ipcRenderer.on(CHANNELS.event, relay);
    return () => ipcRenderer.removeListener(CHANNELS.event, relay);
  },
};

contextBridge.exposeInMainWorld('muster', bridge);
