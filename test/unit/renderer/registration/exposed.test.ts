import { describe, expect, it } from 'vitest';
import {
  doorsOf,
  meaningOf,
  outcomeOf,
  placesOf,
} from '../../../../renderer/pages/registration/exposed/paths';
import { addressesOf, visitorsOf } from '../../../../renderer/pages/registration/exposed/visitors';
import en from '../../../../resources/locales/en/registration.json';

describe('what is exposed', () => {
  it('is told once for each path, with all it takes', () => {
    const people = { door: 'people', port: 8443 } as const;
    const places = placesOf([
      { ...people, methods: ['GET', 'HEAD'], path: '/go' },
      { ...people, methods: ['POST'], path: '/go' },
      { door: 'devices', port: 8444, methods: ['GET'], path: '/go' },
    ]);
    expect(places).toEqual([
      { ...people, methods: ['GET', 'POST'], path: '/go' },
      { door: 'devices', port: 8444, methods: ['GET'], path: '/go' },
    ]);
    expect(doorsOf(places)).toEqual([
      ['people', 8443],
      ['devices', 8444],
    ]);
  });

  it('is put in words where there are some', () => {
    const words = new Set(Object.keys(en.path));
    for (const path of [
      '/',
      '/go',
      '/i/:token',
      '/:token/go',
      '/authority.crt',
      '/apple/:token/profile',
      '/scep',
      '/mdm/checkin',
      '/style.0123456789abcdef.css',
    ]) {
      expect(words, path).toContain(meaningOf(path));
    }
    expect(meaningOf('/toString')).toBeNull();
    expect(meaningOf('/something/else')).toBeNull();
  });

  it('tells what became of a request', () => {
    expect([0, 200, 303, 404, 405, 421, 429, 500].map((status) => outcomeOf({ status }))).toEqual([
      'brokenOff',
      'answered',
      'answered',
      'notThere',
      'notThere',
      'refused',
      'refused',
      'failed',
    ]);
  });
});

describe('who is connected', () => {
  const connected = [
    { door: 'people', address: '10.20.0.31', since: 500 },
    { door: 'people', address: '10.20.0.30', since: 300 },
    { door: 'people', address: '10.20.0.31', since: 200 },
    { door: 'devices', address: '10.20.0.31', since: 400 },
  ] as const;

  it('counts an address once, however many connections its browser opens', () => {
    expect(addressesOf(connected)).toBe(2);
    expect(addressesOf([])).toBe(0);
  });

  it('shows who came first, since the first connection', () => {
    expect(visitorsOf(connected)).toEqual([
      { door: 'people', address: '10.20.0.31', since: 200, connections: 2 },
      { door: 'people', address: '10.20.0.30', since: 300, connections: 1 },
      { door: 'devices', address: '10.20.0.31', since: 400, connections: 1 },
    ]);
  });
});
