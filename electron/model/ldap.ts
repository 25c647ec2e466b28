import { z } from 'zod';

/** How an LDAP directory is reached and read. The bind password is in the vault, never here. */
export const ldapConnectionSchema = z.object({
  kind: z.enum(['active_directory', 'openldap']),
  host: z.string().trim().min(1).max(253),
  port: z.int().min(1).max(65_535),
  /** `start_tls` on the plain port, `ldaps` from the first byte; plain text is not offered. */
  security: z.enum(['start_tls', 'ldaps']),
  /** The authority that signed its certificate (PEM); null: those the system trusts. */
  authority: z.string().max(100_000).nullable(),
  bindDn: z.string().trim().min(1).max(1000),
  baseDn: z.string().trim().min(1).max(1000),
  /** RFC 4515; the kind’s usual one without. */
  userFilter: z.string().trim().max(2000).nullable(),
});
export type LdapConnection = z.infer<typeof ldapConnectionSchema>;

/** What the connection page shows. Times are ms UTC. */
export const ldapOverviewSchema = z.object({
  connection: ldapConnectionSchema,
  lastImport: z
    .object({ at: z.number(), seen: z.int(), added: z.int(), changed: z.int(), gone: z.int().nullable() })
    .nullable(),
  users: z.int(),
});
export type LdapOverview = z.infer<typeof ldapOverviewSchema>;

/** What a test of the settings found. */
export const ldapTestSchema = z.object({
  users: z.int(),
  /** False when more than this were not counted. */
  counted: z.boolean(),
  sample: z.array(z.object({ userName: z.string(), displayName: z.string() })),
  certificate: z.object({ subject: z.string(), issuer: z.string(), validTo: z.number() }),
});
export type LdapTest = z.infer<typeof ldapTestSchema>;
