// What speaks LDAP, to be loaded when a directory is set up, tried out or read: the program starts without it.
export { checkedConnection } from './checked.ts';
export { readDirectory } from './reading.ts';
export { tryOut } from './trial.ts';
export { verifyPassword } from './verify.ts';
export { openSession } from './wire/session.ts';
