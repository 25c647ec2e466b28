// What serves, to be loaded when the listener is first switched on: the program starts without it.
export { createAccessLog } from './access/log.ts';
export { createDoors } from './doors.ts';
export { createTurnstile } from './server/turnstile.ts';
