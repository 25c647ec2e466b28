import { MusterError } from '../model/errors.ts';
import type { Demo } from './demo.ts';
import { select } from './directory/selection.ts';
import type { Fault, FaultName } from './faults.ts';
import { recordText } from './fleet/record.ts';
import type { OrgUnit } from './fleet/units.ts';
import type { JournalEntry } from './journal.ts';

/**
 * What a test or a demonstration can do to the organisation, and ask it, behind the back of its API. Devices
 * are named by their Google device id; an unknown one throws MusterError `not_found`, and so does an unknown
 * organizational unit.
 */
export class DemoControl {
  readonly #demo: Demo;
  #draws = 0;

  constructor(demo: Demo) {
    this.#demo = demo;
  }

  /** Enrolls new devices now; returns their ids. */
  addDevices(count: number): string[] {
    const { changes, identities } = this.#demo.organisation;
    const first = changes.size;
    changes.add(count, this.#demo.organisation.time());
    return Array.from({ length: count }, (_, n) => identities.deviceId(first + n));
  }

  /** Makes this many devices vanish without a trace, spread over the fleet; returns their ids. */
  removeDevices(count: number): string[] {
    const chosen = this.#choose(count);
    for (const index of chosen) this.#demo.organisation.changes.remove(index);
    return chosen.map((index) => this.#demo.organisation.identities.deviceId(index));
  }

  /** Makes one device vanish. */
  removeDevice(deviceId: string): void {
    this.#demo.organisation.changes.remove(this.#indexOf(deviceId));
  }

  /** Lets exactly this share of the devices (0 to 1) report something new; returns how many. */
  touch(share: number): number {
    const { organisation } = this.#demo;
    const chosen = this.#choose(Math.round(share * this.#existing().length));
    for (const index of chosen) organisation.changes.change(index, { touchedAt: organisation.time() });
    return chosen.length;
  }

  moveDevice(deviceId: string, orgUnitPath: string): void {
    const unit = this.#unit(orgUnitPath).index;
    this.#demo.organisation.changes.change(this.#indexOf(deviceId), { unit });
  }

  /** Sets Google's status of a device, known or not. */
  setStatus(deviceId: string, status: string): void {
    const statusAt = this.#demo.organisation.time();
    this.#demo.organisation.changes.change(this.#indexOf(deviceId), { status, statusAt });
  }

  /** Gives an organizational unit another name. */
  renameUnit(orgUnitPath: string, name: string): void {
    this.#demo.organisation.units.rename(this.#unit(orgUnitPath), name);
    this.#demo.organisation.changes.note();
  }

  /** Narrows every administrator's role to one unit; null lifts it. */
  setRole(orgUnitPath: string | null): void {
    this.#demo.narrow(orgUnitPath === null ? null : this.#unit(orgUnitPath));
  }

  /** Sets which scopes the administrator delegated to the service account. */
  delegateScopes(scopes: string[]): void {
    this.#demo.delegatedScopes = scopes;
  }

  setFault(fault: Fault): void {
    this.#demo.faults.set(fault);
  }

  /** Switches one fault off, or all. */
  clearFault(name?: FaultName): void {
    this.#demo.faults.clear(name);
  }

  /** How often a fault has struck since it was switched on. */
  struck(name: FaultName): number {
    return this.#demo.faults.struck(name);
  }

  /** Lets this many milliseconds pass at once. */
  advance(milliseconds: number): void {
    this.#demo.time.advance(milliseconds);
  }

  /** Makes every page token handed out so far dead. */
  expirePageTokens(): void {
    this.#demo.pages.endAll();
  }

  /** Makes every access token handed out so far worthless; refresh tokens stay good. */
  expireAccessTokens(): void {
    this.#demo.mint.endAll('access', this.#demo.told());
  }

  /** Ends every sign-in: from now on all refresh tokens answer `invalid_grant`. */
  endSessions(): void {
    this.#demo.mint.endAll('access', this.#demo.told());
    this.#demo.mint.endAll('refresh', this.#demo.told());
  }

  /** The ids of all devices now, or of those a query of Google's language finds. */
  deviceIds(query?: string): string[] {
    return this.#find(query).map((index) => this.#demo.organisation.identities.deviceId(index));
  }

  /** How many devices there are now, or how many a query of Google's language finds. */
  count(query?: string): number {
    return this.#find(query).length;
  }

  /** The full record of a device as JSON text. */
  record(deviceId: string): string {
    const { organisation } = this.#demo;
    return recordText(organisation.facts(this.#indexOf(deviceId), organisation.time()), organisation, 'FULL');
  }

  /** The latest requests, oldest first. */
  journal(): JournalEntry[] {
    return this.#demo.journal.entries();
  }

  clearJournal(): void {
    this.#demo.journal.clear();
  }

  #find(query: string | undefined): number[] {
    if (query === undefined) return this.#existing();
    const within = this.#demo.organisation.units.root;
    const wanted = { query, orgUnitPath: '', includeChildOrgunits: false };
    const selection = select(this.#demo, { within }, wanted);
    if (typeof selection !== 'function') throw new MusterError('bad_input', { query });
    const time = this.#demo.organisation.time();
    return this.#existing().filter((index) => selection(index, time));
  }

  #existing(): number[] {
    const { organisation } = this.#demo;
    const indices: number[] = [];
    for (let index = 0; index < organisation.size; index++)
      if (organisation.exists(index)) indices.push(index);
    return indices;
  }

  /** Exactly `count` existing devices, drawn anew each time (selection sampling, Knuth 3.4.2 S). */
  #choose(count: number): number[] {
    const existing = this.#existing();
    const turn = 2 + this.#draws++;
    let missing = Math.min(count, existing.length);
    return existing.filter((index, n) => {
      const taken = this.#demo.organisation.draw(index, turn) * (existing.length - n) < missing;
      if (taken) missing--;
      return taken;
    });
  }

  #indexOf(deviceId: string): number {
    const index = this.#demo.organisation.identities.indexOf(deviceId);
    if (!this.#demo.organisation.exists(index)) throw new MusterError('not_found', { deviceId });
    return index;
  }

  #unit(orgUnitPath: string): OrgUnit {
    const unit = this.#demo.organisation.units.find(orgUnitPath);
    if (unit === undefined) throw new MusterError('not_found', { orgUnitPath });
    return unit;
  }
}
