import { expect, it } from 'vitest';
import { createUserFollower } from '../../../../electron/mdm/apple/profiles/follow-users.ts';
import { createManualClock } from '../../../support/manual-clock.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));

it('all devices are compared when users changed, again after a failure, and never for nothing', async () => {
  const clock = createManualClock(0);
  const said: string[] = [];
  let [version, compared, fails] = [1, 0, false];
  const look = createUserFollower(
    {
      users: { version: async () => version },
      profiles: {
        reconcile: async (ids) => {
          expect(ids).toBeNull();
          if (fails) throw new Error('the file is busy');
          compared += 1;
        },
      },
      clock,
      log: (message) => said.push(message),
    },
    new AbortController().signal,
  );
  const looked = async (): Promise<number> => {
    look();
    await settled();
    clock.advance(5000);
    await settled();
    return compared;
  };
  expect(await looked()).toBe(1);
  expect(await looked()).toBe(1);
  [version, fails] = [2, true];
  expect(await looked()).toBe(1);
  expect(said).toEqual([expect.stringContaining('busy')]);
  fails = false;
  expect(await looked()).toBe(2);
  expect(await looked()).toBe(2);
});
