import { EventEmitter } from 'node:events';
import type { EventName, EventPayload } from './bridge/events.ts';

/** What the console publishes: the events of the bridge, heard by any driver. */
export interface ConsoleEvents {
  emit<E extends EventName>(name: E, payload: EventPayload<E>): void;
  /** Hears every event; returns the remover. */
  onAny(listener: <E extends EventName>(name: E, payload: EventPayload<E>) => void): () => void;
}

/** Makes a publisher without listeners. */
export function createEvents(): ConsoleEvents {
  const emitter = new EventEmitter();
  return {
    emit: (name, payload) => {
      emitter.emit('event', name, payload);
    },
    onAny: (listener) => {
      emitter.on('event', listener);
      return () => emitter.off('event', listener);
    },
  };
}
