import type { Desk } from './desk.ts';

/** Does something while the program’s clock is so many ms ahead of this one’s. */
export async function later(desk: Desk, ms: number, deed: () => Promise<void>): Promise<void> {
  const { app } = desk.muster();
  await app.evaluate(moveClock, ms);
  await deed();
  await app.evaluate(moveClock, -ms);
}

/** Runs in the program. */
function moveClock(_electron: typeof Electron.CrossProcessExports, ms: number): void {
  const now = Date.now;
  Date.now = () => now() + ms;
}
