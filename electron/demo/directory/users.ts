import { type Answer, type Ask, json } from '../answer.ts';
import type { Demo } from '../demo.ts';
import type { Route } from '../endpoints.ts';
import { EPOCH } from '../fleet/life.ts';
import type { Person } from '../fleet/people.ts';
import { etagText } from '../fleet/record.ts';
import { isoTime } from '../fleet/text.ts';
import { forbidden, invalidInput, notFound } from './errors.ts';

/** `users.list` and, with a key in the address, `users.get`. */
export function users(demo: Demo, ask: Ask, route: Route): Answer {
  const { people } = demo.organisation;
  if (route.key !== '') {
    const person = people.find(route.key);
    return person === undefined ? notFound('userKey') : json(userRecord(demo, person));
  }
  const refusal = scopeOfList(demo, ask);
  if (refusal !== undefined) return refusal;
  const limit = Number(ask.query.get('maxResults') ?? '100');
  if (!Number.isInteger(limit) || limit < 1 || limit > 500) return invalidInput('maxResults');
  const token = ask.query.get('pageToken') ?? '';
  const request = 'users';
  const start = { next: 0, page: 1, begun: demo.time.now(), request };
  const position = token === '' ? start : demo.pages.read(token)?.position;
  // Google keeps the page tokens of users for three days.
  const tooOld = position !== undefined && demo.time.now() - position.begun > 3 * 86_400_000;
  if (position === undefined || position.request !== request || tooOld) return invalidInput(token);
  const end = Math.min(people.count, position.next + limit);
  const list = [];
  for (let index = position.next; index < end; index++) list.push(userRecord(demo, people.at(index)));
  const next = { ...position, next: end, page: position.page + 1 };
  return json({
    kind: 'admin#directory#users',
    etag: JSON.parse(etagText(demo.organisation.tag, `users ${position.next} ${end}`)),
    ...(list.length > 0 && { users: list }),
    ...(end < people.count && { nextPageToken: demo.pages.write(next) }),
  });
}

/** Google wants `customer` or `domain`, and it must be ours. */
function scopeOfList({ settings }: Demo, ask: Ask): Answer | undefined {
  const customer = ask.query.get('customer');
  const domain = ask.query.get('domain');
  if (customer === null && domain === null) return invalidInput('Bad Request');
  const ours = customer === null || customer === 'my_customer' || customer === settings.customerId;
  return ours && (domain === null || domain === settings.domain) ? undefined : forbidden();
}

function userRecord(demo: Demo, person: Person): object {
  const { accounts, settings, organisation } = demo;
  const { given, family, email, id } = person;
  return {
    kind: 'admin#directory#user',
    id,
    etag: JSON.parse(etagText(organisation.tag, `${id} ${email}`)),
    primaryEmail: email,
    name: { givenName: given, familyName: family, fullName: `${given} ${family}` },
    isAdmin: email === accounts.admin,
    isDelegatedAdmin: email === accounts.delegated,
    lastLoginTime: isoTime(EPOCH),
    creationTime: isoTime(EPOCH - 400 * 86_400_000),
    agreedToTerms: true,
    suspended: person.index % 61 === 60,
    archived: false,
    changePasswordAtNextLogin: false,
    emails: [{ address: email, primary: true }],
    languages: [{ languageCode: 'en', preference: 'preferred' }],
    customerId: settings.customerId,
    orgUnitPath: person.index < 3 || person.index % 9 === 0 ? '/Staff' : '/Schools',
    isMailboxSetup: true,
    isEnrolledIn2Sv: person.index < 2,
    isEnforcedIn2Sv: false,
    includeInGlobalAddressList: true,
  };
}
