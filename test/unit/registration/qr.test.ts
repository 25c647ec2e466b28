import { create } from 'qrcode';
import { describe, expect, it } from 'vitest';
import { createQrs, makeQr } from '../../../electron/registration/qr.ts';

/** The modules that a path paints. */
function painted({ size, path }: { size: number; path: string }): number[] {
  const modules = new Array<number>(size * size).fill(0);
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g))
    for (let place = 0; place < Number(length); place++) modules[Number(y) * size + Number(x) + place] = 1;
  return modules;
}

describe('a QR code', () => {
  it.each([
    'https://register.example.org:8443/i/vYx0Qm3TzKfN8aLwR5cJ1g',
    'https://[2001:db8::1]/go',
    'é',
  ])('of %s is painted module for module, and nothing beside it', (text) => {
    const qr = makeQr(text);
    expect(qr.path.replaceAll(/M\d+ \d+h(\d+)v1h-\1z/g, '')).toBe('');
    const { modules } = create(text, { errorCorrectionLevel: 'M' });
    expect(qr.size).toBe(modules.size);
    expect(painted(qr)).toEqual([...modules.data]);
  });

  it('is drawn once for a text that is asked for again', () => {
    const drawn: string[] = [];
    const qrs = createQrs((text) => {
      drawn.push(text);
      return makeQr(text);
    });
    expect([qrs('one'), qrs('two'), qrs('one')]).toEqual([makeQr('one'), makeQr('two'), makeQr('one')]);
    expect(drawn).toEqual(['one', 'two']);
  });
});
