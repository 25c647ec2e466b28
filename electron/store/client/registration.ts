import type { Store } from '../contract.ts';
import type { Threads } from './repositories.ts';

type Rooms = 'invitations' | 'mails' | 'pins' | 'access' | 'tickets' | 'certificates';

/** Every method of registration's repositories as a call to the thread that answers it. */
export function registrationRepositories({
  writer,
  reader,
}: Pick<Threads, 'writer' | 'reader'>): Pick<Store, Rooms> {
  return {
    invitations: {
      window: (query, at) => reader.call('invitations.window', query, at),
      byIds: (ids, at) => reader.call('invitations.byIds', ids, at),
      openOf: (userId, at) => reader.call('invitations.openOf', userId, at),
      counts: (now) => reader.call('invitations.counts', now),
      byLink: (linkHash) => reader.call('invitations.byLink', linkHash),
      behind: (input) => reader.call('invitations.behind', input),
      create: (input) => writer.call('invitations.create', input),
      move: (input) => writer.call('invitations.move', input),
      renew: (input) => writer.call('invitations.renew', input),
      begin: (input) => writer.call('invitations.begin', input),
      expire: (at) => writer.call('invitations.expire', at),
      remind: (input) => writer.call('invitations.remind', input),
    },
    mails: {
      list: (input) => reader.call('mails.list', input),
      standing: () => reader.call('mails.standing'),
      enqueue: (input) => writer.call('mails.enqueue', input),
      claim: (input) => writer.call('mails.claim', input),
      settle: (input) => writer.call('mails.settle', input),
      postpone: (nextAt) => writer.call('mails.postpone', nextAt),
      hurry: (at) => writer.call('mails.hurry', at),
      cutOff: (input) => writer.call('mails.cutOff', input),
      cancel: (input) => writer.call('mails.cancel', input),
    },
    pins: {
      active: (userId) => reader.call('pins.active', userId),
      make: (input) => writer.call('pins.make', input),
      tryOut: (input) => writer.call('pins.tryOut', input),
      right: (input) => writer.call('pins.right', input),
      cancel: (input) => writer.call('pins.cancel', input),
    },
    access: {
      password: (userId) => reader.call('access.password', userId),
      havePassword: (userIds, at) => reader.call('access.havePassword', userIds, at),
      session: (hash, at) => reader.call('access.session', hash, at),
      hasAccepted: (userId, terms) => reader.call('access.hasAccepted', userId, terms),
      setPassword: (input) => writer.call('access.setPassword', input),
      removePassword: (input) => writer.call('access.removePassword', input),
      startSession: (session) => writer.call('access.startSession', session),
      proveSession: (input) => writer.call('access.proveSession', input),
      endSession: (hash) => writer.call('access.endSession', hash),
      endSessionsOf: (userId) => writer.call('access.endSessionsOf', userId),
      acceptTerms: (input) => writer.call('access.acceptTerms', input),
      tryOut: (input) => writer.call('access.tryOut', input),
      forgetTries: (key) => writer.call('access.forgetTries', key),
      takeTurn: (input) => writer.call('access.takeTurn', input),
      giveTurnBack: (key) => writer.call('access.giveTurnBack', key),
      sweep: (at) => writer.call('access.sweep', at),
    },
    tickets: {
      byHash: (hash) => reader.call('tickets.byHash', hash),
      get: (id) => reader.call('tickets.get', id),
      ofUser: (userId) => reader.call('tickets.ofUser', userId),
      issue: (input) => writer.call('tickets.issue', input),
      redeem: (input) => writer.call('tickets.redeem', input),
      complete: (input) => writer.call('tickets.complete', input),
      cancel: (input) => writer.call('tickets.cancel', input),
    },
    certificates: {
      get: (serial) => reader.call('certificates.get', serial),
      revoked: (at) => reader.call('certificates.revoked', at),
      put: (certificate) => writer.call('certificates.put', certificate),
      revoke: (input) => writer.call('certificates.revoke', input),
    },
  };
}
