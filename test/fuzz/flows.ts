import { type Browser, openBrowser, type Page } from '../support/served/browser.ts';
import type { Invited } from '../support/served/invited.ts';
import type { ServedWorkspace } from '../support/served/workspace.ts';
import type { Known } from './known.ts';
import type { Tally } from './tally.ts';

const PASSWORD = 'a quiet lantern in harbour';

/**
 * Goes the whole way as its rightful user does, from the link to the QR code for the phone, which goes on and stays. What
 * is secret on the way is noted. Throws when a step does not lead to the next.
 */
export async function wholeWay(
  workspace: ServedWorkspace,
  { link, pin }: Invited,
  { number, known, tally }: { number: number; known: Known; tally: Tally },
): Promise<void> {
  const from = `127.77.0.${1 + (number % 200)}`;
  const browser = openBrowser(workspace, from);
  const phone = openBrowser(workspace, from);
  const step = async (page: Promise<Page>, wanted: number, leads?: string): Promise<Page> => {
    const answered = await page;
    tally.status({ conversation: -number, kind: 'whole way' }, answered.status);
    const where = answered.headers.location;
    if (answered.status !== wanted || (leads !== undefined && where !== leads))
      throw new Error(`step to ${leads ?? wanted} of ${number}: ${answered.status} ${where ?? ''}`);
    return answered;
  };
  const password = `${PASSWORD} ${number}`;
  for (const secret of [link, pin, password]) known.secrets.add(secret);
  try {
    await step(browser.get(`/i/${link}`), 200);
    await step(browser.send(`/i/${link}`, { pin: '000000000000' }), 303, `/i/${link}`);
    await step(browser.send(`/i/${link}`, { pin }), 303, '/next');
    await step(browser.get('/next'), 303, '/next/password');
    await step(browser.send('/next/password', { password, repeat: password }), 303, '/next');
    await step(browser.get('/next'), 303, '/device');
    await step(browser.get('/device'), 200);
    await step(browser.get('/me'), 200);
    await step(browser.send('/me/qr'), 303, '/me/qr');
    const address = /\/t\/([\w-]{43})/.exec(
      Buffer.from(browser.cookies.get('__Host-code') ?? '', 'base64url').toString(),
    );
    const handover = address?.[1] ?? '';
    known.secrets.add(handover);
    await step(phone.get(`/t/${handover}`), 200);
    await step(phone.send(`/t/${handover}`), 303, '/next');
    await step(phone.get('/device'), 200);
    // From here on others may use them: what they do would be in the way of this one.
    for (const each of [browser, phone]) keepSession(each, known);
    if (number % 3 === 0) await step(browser.send('/out'), 303, '/go');
  } finally {
    browser.close();
    phone.close();
  }
}

function keepSession({ cookies }: Browser, { sessions, secrets }: Known): void {
  const session = cookies.get('__Host-muster') ?? '';
  sessions.push(session);
  secrets.add(session);
}
