import { PageTokens } from './directory/page-token.ts';
import { Faults } from './faults.ts';
import { Organisation } from './fleet/organisation.ts';
import type { OrgUnit } from './fleet/units.ts';
import { Journal } from './journal.ts';
import { Ledger } from './ledger.ts';
import { Mailbox } from './mail/mailbox.ts';
import { Keys } from './oauth/keys.ts';
import { DIRECTORY_SCOPES } from './oauth/scopes.ts';
import { TokenMint } from './oauth/tokens.ts';
import type { DemoSettings } from './options.ts';
import { StateFile } from './state-file.ts';
import type { DemoTime } from './time.ts';
import { WriteMeter } from './write-meter.ts';

/** What an account may see: the whole organisation or one unit with everything below it. */
export interface Role {
  readonly within: OrgUnit;
}

/** The stand-in's parts, shared by everything that answers requests. */
export class Demo {
  readonly settings: DemoSettings;
  readonly time: DemoTime;
  /** A new unique id. */
  readonly newId: () => string;
  readonly organisation: Organisation;
  readonly faults = new Faults();
  readonly journal = new Journal();
  readonly writes = new WriteMeter();
  readonly mailbox = new Mailbox();
  readonly ledger: Ledger;
  readonly mint: TokenMint;
  readonly pages: PageTokens;
  readonly keys: Keys;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Scopes the super administrator delegated to the service account. */
  delegatedScopes: readonly string[] = DIRECTORY_SCOPES;
  /** The latest listing that asked for an order. */
  sorted: { name: string; order: Uint32Array } | undefined;
  #narrowedTo: OrgUnit | null = null;

  /** Throws MusterError `demo_failed` when the state file cannot be opened. */
  constructor(settings: DemoSettings, time: DemoTime, newId: () => string) {
    this.settings = settings;
    this.time = time;
    this.newId = newId;
    this.organisation = new Organisation(
      settings,
      () => time.lived(),
      () => time.now(),
    );
    const { stateFile } = settings;
    this.ledger = new Ledger(this.organisation, stateFile === undefined ? null : new StateFile(stateFile));
    this.mint = new TokenMint(settings.seed);
    this.pages = new PageTokens(settings.seed);
    this.keys = new Keys(settings.seed, settings.domain);
    const { dice } = this.organisation;
    this.clientId = `${String(dice.bits(0, 900)).padStart(12, '4')}-${this.keys.word('client', 32)}.apps.googleusercontent.com`;
    this.clientSecret = `GOCSPX-${this.keys.word('client secret', 28)}`;
  }

  /** The clock as the server tells it: wrong while the fault `wrongClock` is on. */
  told(): number {
    return this.time.now() + (this.faults.standing('wrongClock')?.milliseconds ?? 0);
  }

  /** The e-mail addresses the account chooser offers: an administrator, a delegated one, someone else. */
  get accounts(): { admin: string; delegated: string; person: string } {
    const { people } = this.organisation;
    return { admin: people.emailAt(0), delegated: people.emailAt(1), person: people.emailAt(2) };
  }

  /** Lets every administrator see no more than this unit; null lifts it. */
  narrow(unit: OrgUnit | null): void {
    this.#narrowedTo = unit;
  }

  /** What an account may see of the devices; undefined when it is no administrator. */
  roleOf(email: string): Role | undefined {
    const { units } = this.organisation;
    const faulty = this.faults.standing('narrowedRole')?.orgUnitPath;
    const limit = faulty === undefined ? this.#narrowedTo : (units.find(faulty) ?? units.root);
    if (email === this.accounts.admin) return { within: limit ?? units.root };
    if (email === this.accounts.delegated)
      return { within: limit ?? units.find('/Schools/North') ?? units.root };
    return undefined;
  }
}
