import { describe, expect, it } from 'vitest';
import { networkOf } from '../../../../electron/registration/portal/network.ts';
import { notBefore } from '../../../../electron/registration/portal/pace.ts';
import { passwordFault } from '../../../../electron/registration/portal/password-rules.ts';

describe('a password', () => {
  const context = {
    least: 8,
    userName: 'zoe.martin',
    email: 'zmartin42@example.org',
    organisation: 'École Jeanne d’Arc',
  };

  it.each([
    ['abcdefg', 'short'],
    ['été 🙂🙂', 'short'],
    ['zoe.martin', 'personal'],
    ['ZoeMartin1', 'personal'],
    ['2024zmartin42!', 'personal'],
    ['zmartin42@example.org', 'personal'],
    ['écolejeannedarc', 'personal'],
    ['ecole-jeanne-darc', 'personal'],
    ['École Jeanne d’Arc 2024', 'personal'],
    ['Muster2025!', 'personal'],
    ['password', 'common'],
    ['P@ssw0rd2024', 'common'],
    ['Pa$$w0rd!', 'common'],
    ['12345678', 'common'],
    ['9876543210', 'common'],
    ['1234567890', 'common'],
    ['abcdefghij', 'common'],
    ['aaaaaaaaaaaa', 'common'],
    ['1212121212', 'common'],
    ['abcabcabcabc', 'common'],
    ['testtesttest', 'common'],
    ['Azertyuiop1', 'common'],
    ['motdepasse!', 'common'],
    ['Soleil2024', 'common'],
    ['Décembre2024', 'common'],
    ['quiet harbour lantern', null],
    ['correct horse battery', null],
    ['Tr0ubador&3', null],
    ['zoe et martin au jardin', null],
    ['motdepasse de la cantine', null],
    ['73918264', null],
    ['пароль для школы', null],
  ])('%s is judged: %s', (password, fault) => {
    expect(passwordFault(password, context)).toBe(fault);
  });

  it('is as long as its characters, however they are written', () => {
    expect(passwordFault('e\u0301'.repeat(4), context)).toBe('short');
    expect(passwordFault('🦊🐻🐼🦁🐯🐸🐵🐔', context)).toBeNull();
  });

  it('is not refused for a name too short to be one, or none at all', () => {
    expect(
      passwordFault('b-17-flying-fort', { least: 8, userName: 'b', email: null, organisation: '' }),
    ).toBeNull();
    expect(passwordFault('47193826', { least: 8, userName: '1', email: null, organisation: '—' })).toBeNull();
  });
});

describe('the network of an address', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::FFFF:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['64:ff9b::203.0.113.7', '64:ff9b:0:0::/64'],
    ['2001:db8:1:2:3:4:203.0.113.7', '2001:db8:1:2::/64'],
    ['not an address', 'not an address'],
  ])('%s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe('a refusal', () => {
  it.each([
    ['waits for the rest of its time', 100, [500]],
    ['does not wait when that has passed', 700, []],
    ['does not wait longer when the clock was set back', -3_600_000, [600]],
  ])('%s', async (_, passed, expected) => {
    const slept: number[] = [];
    const sleep = async (ms: number): Promise<void> => {
      slept.push(ms);
    };
    await notBefore({ now: () => 1_000_000 + passed, sleep }, 1_000_000);
    expect(slept).toEqual(expected);
  });
});
