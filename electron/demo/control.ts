import { MusterError } from '../model/errors.ts';
import type { Demo } from './demo.ts';
import type { Fault, FaultName } from './faults.ts';
import { chosen, existing, found, indexOf, unitAt } from './finding.ts';
import type { DeviceChange, Overlay } from './fleet/changes.ts';
import { recordText } from './fleet/record.ts';
import type { JournalEntry } from './journal.ts';
import type { Effect } from './ledger.ts';

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
    this.#demo.ledger.do({ kind: 'add', count, at: this.#demo.organisation.time() });
    return Array.from({ length: count }, (_, n) => identities.deviceId(first + n));
  }

  /** Makes this many devices vanish without a trace, spread over the fleet; returns their ids. */
  removeDevices(count: number): string[] {
    const devices = this.#choose(count);
    for (const index of devices) this.#demo.ledger.do({ kind: 'remove', index });
    return devices.map((index) => this.#demo.organisation.identities.deviceId(index));
  }

  /** Makes one device vanish. */
  removeDevice(deviceId: string): void {
    this.#demo.ledger.do({ kind: 'remove', index: indexOf(this.#demo, deviceId) });
  }

  /** Lets exactly this share of the devices (0 to 1) report something new; returns how many. */
  touch(share: number): number {
    const { organisation } = this.#demo;
    const devices = this.#choose(Math.round(share * existing(this.#demo).length));
    for (const index of devices) this.#change(index, { touchedAt: organisation.time() });
    return devices.length;
  }

  moveDevice(deviceId: string, orgUnitPath: string): void {
    const unit = unitAt(this.#demo, orgUnitPath).index;
    this.#change(indexOf(this.#demo, deviceId), { unit });
  }

  /** Sets Google's status of a device, known or not. */
  setStatus(deviceId: string, status: string): void {
    const statusAt = this.#demo.organisation.time();
    this.#change(indexOf(this.#demo, deviceId), { status, statusAt });
  }

  /** Writes annotations of a device as another administrator would; an empty text clears one. */
  annotate(deviceId: string, annotations: Overlay): void {
    this.#change(indexOf(this.#demo, deviceId), { annotations });
  }

  /** Wipes a device and registers it again at once, as someone who holds it can. */
  reenroll(deviceId: string): void {
    const now = this.#demo.time.now();
    const change = { status: 'ACTIVE', statusAt: now, reenrolledAt: now, touchedAt: now };
    this.#change(indexOf(this.#demo, deviceId), change);
  }

  /** Takes back a command that its device has not carried out yet. */
  cancelCommand(commandId: string): void {
    if (this.#demo.organisation.commands.find(commandId) === undefined)
      throw new MusterError('not_found', { commandId });
    this.#demo.ledger.do({ kind: 'cancel', id: commandId, at: this.#demo.time.now() });
  }

  /** Gives an organizational unit another name. */
  renameUnit(orgUnitPath: string, name: string): void {
    this.#demo.ledger.do({ kind: 'rename', unit: unitAt(this.#demo, orgUnitPath).index, name });
  }

  /** Narrows every administrator's role to one unit; null lifts it. */
  setRole(orgUnitPath: string | null): void {
    this.#demo.narrow(orgUnitPath === null ? null : unitAt(this.#demo, orgUnitPath));
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
    return found(this.#demo, query).map((index) => this.#demo.organisation.identities.deviceId(index));
  }

  /** How many devices there are now, or how many a query of Google's language finds. */
  count(query?: string): number {
    return found(this.#demo, query).length;
  }

  /** The full record of a device as JSON text. */
  record(deviceId: string): string {
    const { organisation } = this.#demo;
    return recordText(
      organisation.facts(indexOf(this.#demo, deviceId), organisation.time()),
      organisation,
      'FULL',
    );
  }

  /** The latest requests, oldest first. */
  journal(): JournalEntry[] {
    return this.#demo.journal.entries();
  }

  /** Forgets the requests so far, and how many writes there were in a minute. */
  clearJournal(): void {
    this.#demo.journal.clear();
    this.#demo.writes.clear();
  }

  /** Everything clients really brought about, oldest first; it outlives a restart with the state file. */
  effects(): Effect[] {
    return this.#demo.ledger.effects();
  }

  /** The most writes that arrived within any 60 seconds by the organisation's time, refused ones included. */
  writesPerMinuteSeen(): number {
    return this.#demo.writes.most();
  }

  #change(index: number, change: DeviceChange): void {
    this.#demo.ledger.do({ kind: 'change', index, change });
  }

  #choose(count: number): number[] {
    return chosen(this.#demo, count, 2 + this.#draws++);
  }
}
