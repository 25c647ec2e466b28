import { expect, it } from 'vitest';
import { registrationFigures } from '../../../../renderer/pages/overview/registrations';

it('counts the invited by how far they have come, and leaves out whom nobody waits for', () => {
  const states = { draft: 2, sent: 9, opened: 6, used: 37, expired: 0, cancelled: 4 };
  expect(registrationFigures({ states })).toEqual({
    used: 37,
    invited: 54,
    rest: [
      { state: 'opened', count: 6 },
      { state: 'sent', count: 9 },
      { state: 'draft', count: 2 },
    ],
  });
});
