import { describe, expect, it } from 'vitest';
import { DEFAULT_LISTENER, listenerSettingsSchema, MusterError } from '../../../../electron/bridge/domain';
import { whereDraftOf, whereOf, whereProblems } from '../../../../renderer/pages/registration/where/draft';
import { fieldOf } from '../../../../renderer/pages/registration/where/failure';
import {
  hostsOf,
  leadsAstray,
  namesOf,
  reachOf,
  withHost,
} from '../../../../renderer/pages/registration/where/reach';
import { isOpenToOthers } from '../../../../renderer/pages/start/steps';
import { INTERFACES, overviewWith } from './samples';

const DRAFT = whereDraftOf(DEFAULT_LISTENER);

describe('where the listener listens', () => {
  it('comes back from the form as it went in', () => {
    const kept = {
      ...DEFAULT_LISTENER,
      host: '10.20.0.12',
      publicName: 'register.example.org',
      publicPort: 443,
      publicDevicesPort: 8443,
    };
    expect(whereOf(whereDraftOf(kept), kept)).toEqual(kept);
    expect(whereOf(DRAFT, DEFAULT_LISTENER)).toEqual(DEFAULT_LISTENER);
  });

  it('takes what people type and paste', () => {
    const typed = { ...DRAFT, publicName: ' https://Register.Example.org:8443/go ', peoplePort: ' 443 ' };
    expect(whereProblems(typed, DEFAULT_LISTENER)).toEqual({});
    const settings = whereOf(typed, DEFAULT_LISTENER);
    expect(settings).toMatchObject({ publicName: 'register.example.org', peoplePort: 443, publicPort: null });
    expect(listenerSettingsSchema.safeParse(settings).success).toBe(true);
    expect(whereOf({ ...DRAFT, publicName: 'https://[fd00::12]/' }, DEFAULT_LISTENER).publicName).toBe(
      'fd00::12',
    );
  });

  it('says at each field what is wrong', () => {
    const wrong = (change: Partial<typeof DRAFT>) => whereProblems({ ...DRAFT, ...change }, DEFAULT_LISTENER);
    expect(wrong({ publicName: '' })).toEqual({ publicName: 'name' });
    expect(wrong({ publicName: 'register example' })).toEqual({ publicName: 'name' });
    expect(wrong({ peoplePort: '0', publicPort: '70000' })).toEqual({
      peoplePort: 'port',
      publicPort: 'port',
    });
    expect(wrong({ publicDevicesPort: 'x' })).toEqual({ publicDevicesPort: 'port' });
    expect(wrong({ devicesPort: '8443' })).toEqual({ devicesPort: 'samePort' });
  });

  it('tells a failed attempt where it can be mended', () => {
    expect(fieldOf(new MusterError('port_in_use', { port: 8443 }), DRAFT)).toBe('peoplePort');
    expect(fieldOf(new MusterError('listener_port_not_allowed', { port: 8444 }), DRAFT)).toBe('devicesPort');
    expect(fieldOf(new MusterError('port_in_use', { port: 9 }), DRAFT)).toBeNull();
    expect(fieldOf(new MusterError('listener_address_gone', { address: '10.0.0.1' }), DRAFT)).toBe('host');
    expect(fieldOf(new MusterError('bad_input', { field: 'publicName', problem: 'x' }), DRAFT)).toBe(
      'publicName',
    );
    expect(fieldOf(new MusterError('bad_input', { field: 'elsewhere', problem: 'x' }), DRAFT)).toBeNull();
    expect(fieldOf(new MusterError('vault_locked'), DRAFT)).toBeNull();
  });
});

describe('what a choice exposes', () => {
  it.each([
    ['127.0.0.1', 'alone'],
    ['::1', 'alone'],
    ['10.20.0.12', 'network'],
    ['172.16.0.1', 'network'],
    ['172.32.0.1', 'internet'],
    ['192.168.7.4', 'network'],
    ['100.64.0.1', 'network'],
    ['100.128.0.1', 'internet'],
    ['fd00::12', 'network'],
    ['2001:db8::1', 'internet'],
    ['203.0.113.9', 'internet'],
    ['0.0.0.0', 'all'],
    ['::', 'all'],
  ])('is told for %s: %s', (host, reach) => {
    expect(reachOf(host)).toBe(reach);
  });

  it('offers the addresses of the machine, and the kept one though it has gone', () => {
    const names = (kept: string) => hostsOf(INTERFACES, kept).map(({ address, name }) => [address, name]);
    const there = [
      ['10.20.0.12', 'eth0'],
      ['192.168.7.4', 'wlan0'],
      ['fd00::12', 'eth0'],
    ];
    expect(names('127.0.0.1')).toEqual(there);
    expect(names('0.0.0.0')).toEqual(there);
    expect(names('10.20.0.99')).toEqual([...there, ['10.20.0.99', null]]);
  });

  it('offers names by which the chosen interface is reached', () => {
    expect(namesOf(INTERFACES, '192.168.7.4')).toEqual(['192.168.7.4']);
    expect(namesOf(INTERFACES, '0.0.0.0')).toEqual(['10.20.0.12', '192.168.7.4']);
    expect(namesOf(INTERFACES, '::')).toEqual(['10.20.0.12', '192.168.7.4', 'fd00::12']);
    expect(namesOf(INTERFACES, '127.0.0.1')).toEqual(['localhost']);
  });

  it('takes a public name along that only repeated the address, and leaves a chosen one', () => {
    const moved = withHost(DRAFT, '10.20.0.12', INTERFACES);
    expect(moved).toMatchObject({ host: '10.20.0.12', publicName: '10.20.0.12' });
    expect(withHost(moved, '192.168.7.4', INTERFACES).publicName).toBe('192.168.7.4');
    expect(withHost(moved, '127.0.0.1', INTERFACES).publicName).toBe('localhost');
    const named = { ...moved, publicName: 'register.example.org' };
    expect(withHost(named, '192.168.7.4', INTERFACES).publicName).toBe('register.example.org');
  });

  it('warns of links that lead each device to itself', () => {
    expect(leadsAstray({ host: '10.20.0.12', publicName: ' Localhost ' })).toBe(true);
    expect(leadsAstray({ host: '127.0.0.1', publicName: 'localhost' })).toBe(false);
    expect(leadsAstray({ host: '10.20.0.12', publicName: '10.20.0.12' })).toBe(false);
  });
});

describe('the step before inviting', () => {
  const on = { kind: 'on', since: 0 } as const;

  it('is done once others can come: on, bound, and named so that they find it', () => {
    const reachable = { host: '10.20.0.12', publicName: 'register.example.org' };
    expect(isOpenToOthers(overviewWith(reachable, on))).toBe(true);
    expect(isOpenToOthers(overviewWith(reachable, { kind: 'elsewhere' }))).toBe(true);
    expect(isOpenToOthers(overviewWith(reachable))).toBe(false);
    expect(isOpenToOthers(overviewWith({ ...reachable, publicName: 'localhost' }, on))).toBe(false);
    expect(isOpenToOthers(overviewWith({ ...reachable, host: '127.0.0.1' }, on))).toBe(false);
  });
});
