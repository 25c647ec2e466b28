import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron';
import { CHANNELS } from '../bridge/channels.ts';
import { EVENTS, type EventName, type EventPayload } from '../bridge/events.ts';
import { dispatch, type Handlers } from '../bridge/server.ts';
import { type Answer, callSchema } from '../bridge/wire.ts';
import { MusterError, serializeError } from '../model/errors.ts';
import { isAppUrl } from './protocol.ts';

/** What the server needs to know about the windows it serves. */
export interface IpcServerOptions {
  /** Calls that come before the console is up wait for it. */
  handlers: Promise<Handlers>;
  isOurs(contents: WebContents): boolean;
  log(message: string): void;
}

/**
 * Answers the renderer's calls. The one place where the sender, its frame and the input are checked, for every
 * method alike. Returns the way to send events and to stop.
 */
export function startIpcServer(options: IpcServerOptions): { stop(): void } {
  const running = new Map<string, AbortController>();
  const onCall = async (event: IpcMainInvokeEvent, message: unknown): Promise<Answer> => {
    if (!isTrusted(event, options)) return refuse('forbidden_sender');
    const call = callSchema.safeParse(message);
    if (!call.success) return refuse('bad_input');
    const key = `${event.sender.id}:${call.data.id}`;
    const controller = new AbortController();
    const abort = (): void => controller.abort();
    running.set(key, controller);
    event.sender.once('destroyed', abort);
    try {
      return await dispatch(await options.handlers, call.data, controller.signal, options.log);
    } finally {
      running.delete(key);
      if (!event.sender.isDestroyed()) event.sender.removeListener('destroyed', abort);
    }
  };
  const onCancel = (event: IpcMainEvent, id: unknown): void => {
    if (isTrusted(event, options)) running.get(`${event.sender.id}:${String(id)}`)?.abort();
  };
  ipcMain.handle(CHANNELS.call, onCall);
  ipcMain.on(CHANNELS.cancel, onCancel);
  return {
    stop: () => {
      ipcMain.removeHandler(CHANNELS.call);
      ipcMain.removeListener(CHANNELS.cancel, onCancel);
      for (const controller of running.values()) controller.abort();
    },
  };
}

/** Sends an event to a window; a payload that breaks its schema is a programming error and throws. */
export function sendEvent<E extends EventName>(
  contents: WebContents,
  name: E,
  payload: EventPayload<E>,
): void {
  if (contents.isDestroyed()) return;
  contents.send(CHANNELS.event, { name, payload: EVENTS[name].parse(payload) });
}

/** Only the main frame of one of our windows, showing our own page, is listened to. */
function isTrusted(event: IpcMainInvokeEvent | IpcMainEvent, options: IpcServerOptions): boolean {
  const frame = event.senderFrame;
  if (frame === null || frame !== event.sender.mainFrame) return false;
  return options.isOurs(event.sender) && isAppUrl(frame.url);
}

function refuse(code: 'forbidden_sender' | 'bad_input'): Answer {
  return { ok: false, error: serializeError(new MusterError(code)) };
}
