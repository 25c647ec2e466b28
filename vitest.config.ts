import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Vitest leaves one core to itself, which on a machine of two doubles the time.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts', 'test/unit/**/*.test.tsx', 'test/contract/**/*.test.ts'],
          environment: 'node',
          // Nothing of ours is kept in a module, so that a file may find them loaded: that is a third of the time.
          isolate: false,
          // A test waits for what it asked for; how long that takes is the machine's affair.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          // A second, the default, is less than a start of the program takes on a busy machine.
          expect: { poll: { timeout: 15_000 } },
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Side by side only where each worker has a display of its own.
          fileParallelism: process.env.MUSTER_SESSIONS !== undefined,
          setupFiles: ['test/e2e/support/own-session.ts'],
        },
      },
    ],
  },
});
