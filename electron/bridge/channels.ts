/**
 * The only channels there are: one for calls, one to cancel a call, one for events. Apart from the schemas, so
 * that the preload script, which every page waits for, holds nothing else.
 */
export const CHANNELS = { call: 'muster:call', cancel: 'muster:cancel', event: 'muster:event' } as const;
