import { expect, it } from 'vitest';
import { createHandedProfiles } from '../../../../electron/mdm/apple/enroll/handed.ts';

it('profiles that were handed out are kept while they are valid, and never without end', async () => {
  let [now, made] = [0, 0];
  const handed = createHandedProfiles({ now: () => now });
  const hand = (key: string, until = 100) =>
    handed(key, until, async () => {
      made += 1;
      return new Uint8Array();
    });
  await hand('first');
  await hand('first');
  expect(made).toBe(1);
  for (let others = 0; others < 1000; others += 1) await hand(`${others}`);
  await hand('999');
  expect(made).toBe(1001);
  await hand('first');
  expect(made).toBe(1002);
  now = 100;
  await hand('999', 200);
  expect(made).toBe(1003);
});
