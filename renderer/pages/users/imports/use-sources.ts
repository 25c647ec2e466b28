import { useGoogleOverview } from '../../../queries/google';
import { useLdapOverview } from '../../../queries/ldap';
import type { ImportSource } from '../../../stores/import-work';

/** Which directories are set up to be read. */
export function useSources(): Record<ImportSource, boolean> {
  return { google: useGoogleOverview().data != null, ldap: useLdapOverview().data != null };
}
