import { createTransport } from 'nodemailer';
import { afterEach, expect, it } from 'vitest';
import { type DemoOrganisation, startDemoOrganisation } from '../../../electron/demo/server.ts';

let demo: DemoOrganisation | null = null;

afterEach(async () => {
  await demo?.stop();
  demo = null;
});

async function mail(port: number, subject: string): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port, secure: false });
  const text = 'Your link: https://muster.test:8443/i/abc\n<b>not bold</b>';
  await transport.sendMail({ from: 'it@riverside.example', to: 'ada@riverside.example', subject, text });
}

it('takes mails and shows them, their links to be followed, in the reader’s language', async () => {
  demo = await startDemoOrganisation({ devices: 0 });
  await mail(demo.smtpPort, 'Register your device');
  const list = await (await fetch(demo.mailbox, { headers: { 'accept-language': 'fr-CH' } })).text();
  expect(list).toContain('Boîte aux lettres');
  expect(list).toContain('Register your device');
  expect(list).toContain('à ada@riverside.example');
  const whole = await (await fetch(`${demo.mailbox}/1`)).text();
  expect(whole).toContain('<a href="https://muster.test:8443/i/abc">');
  expect(whole).not.toContain('<b>not bold');
  expect((await fetch(`${demo.mailbox}/2`)).status).toBe(404);
});

it('takes none while the network is cut, and listens at the same port afterwards', async () => {
  demo = await startDemoOrganisation({ devices: 0 });
  await demo.setOnline(false);
  await expect(mail(demo.smtpPort, 'Lost')).rejects.toThrow(/ECONNREFUSED/);
  await demo.setOnline(true);
  await mail(demo.smtpPort, 'Arrived');
  expect(await (await fetch(demo.mailbox)).text()).toContain('Arrived');
});
