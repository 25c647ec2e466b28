import type { z } from 'zod';

/** A value as text that a cookie can hold: JSON in base64url. */
export function packed(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** The value again; null when the text is none of ours. */
export function unpacked<Schema extends z.ZodType>(schema: Schema, text: string): z.infer<Schema> | null {
  try {
    return schema.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString())).data ?? null;
  } catch {
    return null;
  }
}
