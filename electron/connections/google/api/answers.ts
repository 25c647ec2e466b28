import { z } from 'zod';
import { MusterError } from '../../../model/errors.ts';
import type { OrgUnit } from '../../../model/org-unit.ts';

/** The account behind the connection, as users.get tells it. */
export interface GoogleUser {
  email: string;
  customerId: string;
  isAdmin: boolean;
  isDelegatedAdmin: boolean;
}

const countSchema = z.looseObject({ count: z.union([z.string().regex(/^\d+$/), z.int().min(0)]).optional() });

const userSchema = z.looseObject({
  primaryEmail: z.string(),
  customerId: z.string(),
  isAdmin: z.boolean().optional(),
  isDelegatedAdmin: z.boolean().optional(),
});

const unitsSchema = z.looseObject({
  organizationUnits: z
    .array(
      z.looseObject({
        orgUnitId: z.string(),
        parentOrgUnitId: z.string().nullish(),
        name: z.string().nullish(),
        orgUnitPath: z.string(),
      }),
    )
    .nullish(),
});

/** Reads countChromeOsDevices. Google leaves out a zero (proto3 JSON). Throws google_bad_answer. */
export function readCount(text: string): number {
  return Number(read(countSchema, text, 'not a count').count ?? 0);
}

/** Reads users.get. Throws google_bad_answer. */
export function readUser(text: string): GoogleUser {
  const user = read(userSchema, text, 'not a user');
  return {
    email: user.primaryEmail,
    customerId: user.customerId,
    isAdmin: user.isAdmin ?? false,
    isDelegatedAdmin: user.isDelegatedAdmin ?? false,
  };
}

/** Reads orgunits.list. Throws google_bad_answer. */
export function readOrgUnits(text: string, fetchedAt: number): OrgUnit[] {
  const { organizationUnits } = read(unitsSchema, text, 'not a list of organizational units');
  return (organizationUnits ?? []).map((unit) => ({
    id: bareUnitId(unit.orgUnitId),
    parentId: unit.parentOrgUnitId == null ? null : bareUnitId(unit.parentOrgUnitId),
    name: unit.name ?? unit.orgUnitPath,
    path: unit.orgUnitPath,
    fetchedAt,
  }));
}

/** Units are listed as `id:03ph8a2z…`; a device's record names its unit without the prefix. */
function bareUnitId(id: string): string {
  return id.startsWith('id:') ? id.slice(3) : id;
}

/** Parses an answer. Throws google_bad_answer. */
export function read<T extends z.ZodType>(schema: T, text: string, problem: string): z.output<T> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new MusterError('google_bad_answer', { reason: 'not JSON' }, error);
  }
  const answer = schema.safeParse(value);
  if (!answer.success) throw new MusterError('google_bad_answer', { reason: problem });
  return answer.data;
}
