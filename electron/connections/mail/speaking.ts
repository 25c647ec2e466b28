// What speaks SMTP, to be loaded when a mail is sent or a server tried out: the program starts without it.
export { createOpening } from './opening.ts';
export { createSender } from './sender.ts';
export { tryOut } from './trial.ts';
export { compose } from './wire/compose.ts';
