import type { Secrets } from './deps.ts';

/**
 * scrypt works in the threads in which names are looked up and files are read as well; there are four. However many
 * strangers knock, two of them stay free.
 */
const AT_ONCE = 2;

/** The same, a few at a time; the others wait in turn. */
export function throttled({ hash, verify }: Secrets): Secrets {
  const waiting: (() => void)[] = [];
  let free = AT_ONCE;
  const inTurn = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    else free -= 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
  return {
    hash: (secret) => inTurn(() => hash(secret)),
    verify: (secret, encoded) => inTurn(() => verify(secret, encoded)),
  };
}
