import { expect, it } from 'vitest';
import { fuzz } from '../../fuzz/run.ts';

it('three thousand requests that nobody should make end no program, meet no fault of ours and learn no secret', async () => {
  const figures = await fuzz({ seed: 2026, requests: 3000, ways: 2, slow: 0, answerMs: 2000 });
  expect(figures).toMatchObject({
    crashes: 0,
    serverErrors: 0,
    secretsFound: [],
    troubles: [],
    said: '',
    ways: 2,
  });
  expect(figures.requests).toBeGreaterThanOrEqual(3000);
  // Pages, forms, and refusals of each kind were among them.
  expect(Object.keys(figures.statuses)).toEqual(
    expect.arrayContaining(['200', '303', '400', '403', '404', '405', '413', '414', '421', '431']),
  );
});
