import { EventEmitter } from 'node:events';
import type { EventName, EventPayload } from './bridge/events.ts';

/** What the console publishes: the events of the bridge, heard by any driver. Each listener's remover is returned. */
export interface ConsoleEvents {
  emit<E extends EventName>(name: E, payload: EventPayload<E>): void;
  on<E extends EventName>(name: E, listener: (payload: EventPayload<E>) => void): () => void;
  /** Hears every event. */
  onAny(listener: <E extends EventName>(name: E, payload: EventPayload<E>) => void): () => void;
}

/** Makes a publisher without listeners. */
export function createEvents(): ConsoleEvents {
  const one = new EventEmitter();
  const all = new EventEmitter();
  return {
    emit: (name, payload) => {
      one.emit(name, payload);
      all.emit('any', name, payload);
    },
    on: (name, listener) => {
      one.on(name, listener);
      return () => one.off(name, listener);
    },
    onAny: (listener) => {
      all.on('any', listener);
      return () => all.off('any', listener);
    },
  };
}
