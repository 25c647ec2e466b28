import { digitsOf } from '../../../electron/connections/ldap/people/generalized-time.ts';
import { BASE } from './server.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** When everything seeded was written: before any reading of a test. */
const LONG_AGO = `${digitsOf(Date.now() - 60 * DAY_MS)}Z`;

/** An entry of a seed, dated long ago. A value in bytes is written in Base64. */
export function entry(dn: string, attributes: Record<string, string | readonly string[]>): string {
  const lines = Object.entries({
    ...attributes,
    createTimestamp: LONG_AGO,
    modifyTimestamp: LONG_AGO,
  }).flatMap(([type, values]) => [values].flat().map((value) => line(type, value)));
  return `${[line('dn', dn), ...lines].join('\n')}\n`;
}

function line(type: string, value: string): string {
  return `${type}:: ${Buffer.from(value).toString('base64')}`;
}

export function person(
  rdn: string,
  attributes: Record<string, string | readonly string[]>,
  unit = 'ou=North,ou=Schools',
): string {
  return entry(`${rdn},${unit},${BASE}`, { objectClass: 'inetOrgPerson', sn: 'X', ...attributes });
}

/** Units for people and groups, and a branch that another server holds. */
export const UNITS = [
  entry(`ou=Schools,${BASE}`, { objectClass: 'organizationalUnit', ou: 'Schools' }),
  entry(`ou=North,ou=Schools,${BASE}`, { objectClass: 'organizationalUnit', ou: 'North' }),
  entry(`ou=Groups,${BASE}`, { objectClass: 'organizationalUnit', ou: 'Groups' }),
  entry(`ou=Elsewhere,${BASE}`, {
    objectClass: ['referral', 'extensibleObject'],
    ou: 'Elsewhere',
    ref: 'ldap://127.0.0.1:1/dc=elsewhere',
  }),
].join('\n');

/** People numbered from 1: `p0001`, `p0002` … */
export function crowd(count: number): string {
  return Array.from({ length: count }, (_, index) => {
    const uid = uidOf(index + 1);
    return person(`uid=${uid}`, { uid, cn: `Person ${uid}`, mail: `${uid}@example.org` });
  }).join('\n');
}

export function uidOf(number: number): string {
  return `p${String(number).padStart(4, '0')}`;
}
