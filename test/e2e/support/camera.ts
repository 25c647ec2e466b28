import { execFileSync } from 'node:child_process';
import type { Locator, Page } from 'playwright';

/** What the camera of a phone reads when it is held over what is on the screen. @throws when there is no QR code */
export async function readCode(screen: Page | Locator): Promise<string> {
  const picture = await screen.screenshot();
  const text = execFileSync('zbarimg', ['--raw', '-q', '--nodbus', '-'], {
    input: picture,
    encoding: 'utf8',
  });
  return text.trim();
}
