/** Makes a gate that lets at most so many tasks run at the same time, in the order they came. */
export function createLanes(most: number): <T>(task: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (task) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await task();
    } finally {
      // Whoever waits next takes this place over.
      const next = waiting.shift();
      if (next === undefined) running--;
      else next();
    }
  };
}
