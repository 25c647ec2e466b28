import type { DraftDeed } from '../../model/audit.ts';
import type { Clock, Random } from '../../model/ports.ts';
import type { UserDirectory } from '../../model/user-directory.ts';
import type { AuditRepository, UserRepository } from '../../store/contract.ts';

/** What the service of users is made of. */
export interface UserServiceDeps {
  users: UserRepository;
  audit: Pick<AuditRepository, 'append'>;
  clock: Clock;
  random: Random;
  /** Where users can be read from; each throws its own error when it is not set up. */
  directories: Readonly<Record<UserDirectory['source'], () => UserDirectory>>;
  /** Fills in who and where for an audit draft. */
  draft: DraftDeed;
  /** Users, or what is known of their imports, changed. */
  changed(): void;
}
