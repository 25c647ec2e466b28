import { createInterface } from 'node:readline';
import { z } from 'zod';
import { createOsKeychain } from '../../electron/vault/keychain.ts';

/**
 * Runs inside a private D-Bus session and answers, line by line, calls to the real keychain.
 * A call is `{ method, account, secret? }`; an answer `{ value }` or `{ reason }`.
 */
const callSchema = z.object({
  method: z.enum(['get', 'set', 'delete', 'available']),
  account: z.string(),
  secret: z.string(),
});

const keychain = createOsKeychain();

async function answer({ method, account, secret }: z.infer<typeof callSchema>): Promise<unknown> {
  if (method === 'get') return keychain.get(account);
  if (method === 'set') return keychain.set(account, secret);
  if (method === 'delete') return keychain.delete(account);
  return keychain.available();
}

for await (const line of createInterface({ input: process.stdin })) {
  try {
    const value = await answer(callSchema.parse(JSON.parse(line)));
    console.log(JSON.stringify({ value: value ?? null }));
  } catch (error) {
    console.log(JSON.stringify({ reason: String(error) }));
  }
}
