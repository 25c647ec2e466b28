import { BindRequest, type Filter, PagedResultsControl, SearchRequest } from 'ldapts';
import { MusterError } from '../../../model/errors.ts';
import type { LdapConnection } from '../../../model/ldap.ts';
import { type Answer, type Channel, createChannel } from './channel.ts';
import { type LdapEntry, readEntry } from './entry.ts';
import { refusal } from './refusal.ts';
import { openSecured, type Secured } from './secure-socket.ts';

/** How long is waited, in ms: for a connection with TLS, and for the next sign of life of an answer. */
export interface LdapPatience {
  connectMs: number;
  answerMs: number;
}
export const LDAP_PATIENCE: LdapPatience = { connectMs: 10_000, answerMs: 60_000 };

/** Active Directory gives no more than 1,000 entries to a page (MaxPageSize). */
const PAGE = 500;
const OK = 0;

/** A bound connection. */
export interface LdapSession {
  certificate: Secured['certificate'];
  /**
   * Everything below `base` that passes the filter, page by page; references to other servers are not followed.
   * Throws ldap_unreachable, ldap_refused, ldap_too_large, cancelled.
   */
  search(query: LdapSearch): AsyncGenerator<LdapEntry[]>;
  close(): void;
}

export interface LdapSearch {
  base: string;
  filter: Filter;
  attributes: readonly string[];
  pageSize?: number;
}

/**
 * Connects and binds. Throws ldap_unreachable, ldap_certificate, ldap_bind_refused, ldap_refused, cancelled. A bind
 * without a password would succeed as nobody (RFC 4513 section 5.1.2): it is refused here and never sent.
 */
export async function openSession(
  connection: LdapConnection,
  password: string,
  signal: AbortSignal,
  patience: LdapPatience = LDAP_PATIENCE,
): Promise<LdapSession> {
  const { host, bindDn: dn } = connection;
  if (password === '') throw new MusterError('ldap_bind_refused', { host });
  const { socket, certificate } = await openSecured(connection, patience.connectMs, signal);
  const channel = createChannel(socket, host, patience.answerMs, signal);
  try {
    const { status, diagnostic } = await channel.ask(
      (messageId) => new BindRequest({ messageId, dn, password }),
    );
    if (status !== OK) throw refusal(host, status, diagnostic, 0);
  } catch (error) {
    channel.close();
    throw error;
  }
  return { certificate, search: (query) => pages(channel, host, query), close: channel.close };
}

async function* pages(channel: Channel, host: string, query: LdapSearch): AsyncGenerator<LdapEntry[]> {
  let cookie: Answer['cookie'] = null;
  let seen = 0;
  do {
    const answer: Answer = await channel.ask((messageId) => pageRequest(messageId, query, cookie));
    seen += answer.entries.length;
    if (answer.status !== OK) throw refusal(host, answer.status, answer.diagnostic, seen);
    cookie = answer.cookie;
    // Active Directory sends empty pages that are not the last.
    if (answer.entries.length > 0) yield answer.entries.map(readEntry);
  } while (cookie !== null);
}

function pageRequest(messageId: number, query: LdapSearch, cookie: Buffer | null): SearchRequest {
  const size = query.pageSize ?? PAGE;
  return new SearchRequest({
    messageId,
    baseDN: query.base,
    scope: 'sub',
    filter: query.filter,
    attributes: [...query.attributes],
    timeLimit: 0,
    controls: [new PagedResultsControl({ value: cookie === null ? { size } : { size, cookie } })],
  });
}
