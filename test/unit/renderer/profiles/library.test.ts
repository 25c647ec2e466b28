import { describe, expect, it } from 'vitest';
import { type Assignment, type ProfilePlace, profileWarningSchema } from '../../../../electron/bridge/domain';
import { createFormat } from '../../../../renderer/format';
import {
  inOrder,
  sameAssignments,
  withAssignment,
  withoutAssignment,
} from '../../../../renderer/pages/profiles/assign/assignments';
import { placesShown } from '../../../../renderer/pages/profiles/pane/place-list';
import { assignedText, typesText } from '../../../../renderer/pages/profiles/words';
import en from '../../../../resources/locales/en/profiles.json';
import { speaking } from '../devices/texts';

const { t } = await speaking('en');
const format = createFormat('en', t);
const user = (id: string): Assignment => ({ kind: 'user', id });
const unit = (path: string): Assignment => ({ kind: 'unit', path });

describe('whom a profile is meant for', () => {
  it('is told in short, everybody before all others', () => {
    expect(assignedText([], t, format)).toBe('');
    expect(assignedText([user('a'), { kind: 'all' }], t, format)).toBe('All Apple devices');
    expect(assignedText([user('a'), unit('/A'), user('b')], t, format)).toBe('1 unit, 2 users');
  });

  it('holds each once, units first', () => {
    const list = withAssignment(withAssignment([user('a')], unit('/A')), user('a'));
    expect(inOrder(list)).toEqual([unit('/A'), user('a')]);
    expect(withoutAssignment(list, unit('/A'))).toEqual([user('a')]);
  });

  it('is the same in another order, and another when one is missing', () => {
    expect(sameAssignments([user('a'), unit('/A')], [unit('/A'), user('a')])).toBe(true);
    expect(sameAssignments([user('a')], [])).toBe(false);
    expect(sameAssignments([user('a')], [{ kind: 'device', id: 'a' }])).toBe(false);
  });
});

describe('a profile of the library', () => {
  it('says what it holds in words, each kind once, and in Apple’s where it has none', () => {
    expect(typesText(['com.apple.wifi.managed', 'com.apple.eas.account', 'com.apple.ews.account'], t)).toBe(
      'Wi-Fi, Exchange',
    );
    expect(typesText(['com.example.own'], t)).toBe('com.example.own');
  });

  it('has words for every warning', () => {
    expect(Object.keys(en.warning).sort()).toEqual([...profileWarningSchema.options].sort());
  });

  it('shows first where it failed', () => {
    const place = (deviceId: string, state: ProfilePlace['state']): ProfilePlace => ({
      deviceId,
      deviceName: null,
      serial: null,
      user: null,
      state,
      version: 1,
      at: 0,
      message: null,
    });
    const places = [
      place('a', 'installed'),
      place('b', 'pending'),
      place('c', 'failed'),
      place('d', 'installed'),
    ];
    expect(placesShown(places, 'all').map(({ deviceId }) => deviceId)).toEqual(['c', 'b', 'a', 'd']);
    expect(placesShown(places, 'installed').map(({ deviceId }) => deviceId)).toEqual(['a', 'd']);
  });
});
