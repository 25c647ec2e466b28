import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AppleSite, openAppleSite, TOPIC } from './support/apple-site.ts';
import { answerOpen, answerSave } from './support/registrar.ts';

const OTHER_TOPIC = 'com.apple.mgmt.External.00000000-0000-4000-8000-000000000000';
const ACCOUNT = 'devices@riverside.example';
/** A few seconds, in days: an hour of this lasts as long as the certificates of a year. */
const MOMENT = 4 / 86_400;

/** The push certificate, from the first request to the day it ends: each step stands on the one before it. */
describe('the push certificate', () => {
  let site: AppleSite;
  let request: string;

  const window = () => site.desk.muster().window;
  const say = (key: string, values?: Record<string, string>) => site.desk.admin().say(key, values);
  const main = () => window().getByRole('main');
  const dialog = () => window().getByRole('dialog');
  const press = (key: string, within: Locator = main()) =>
    within.getByRole('button', { name: say(key), exact: true }).click();
  const fact = (name: string) =>
    main()
      .locator('dl > div')
      .filter({ has: window().locator('dt', { hasText: say(`apple:push.fact.${name}`) }) })
      .locator('dd');
  const certificate = async () => (await site.desk.ask('push.overview')).certificate;
  const bring = async (topic: string, days?: number): Promise<void> => {
    await answerOpen(site.desk, await site.certify(request, topic, days));
  };

  beforeAll(async () => {
    site = await openAppleSite('en');
    request = path.join(site.desk.dataDir, 'request.csr');
    await site.desk.admin().goTo('apple');
  });
  afterAll(() => site.close());

  it('is missed, with what works without it', async () => {
    await main().getByText(say('apple:standing.without')).waitFor();
    await main().getByText(say('apple:push.without.worksText')).waitFor();
  });

  it('is asked for by a file, and brought back from Apple', async () => {
    await answerSave(site.desk, request);
    await press('apple:guide.request.button');
    await window().getByText(say('apple:guide.request.saved')).first().waitFor();
    expect(await readFile(request, 'utf8')).toMatch(/^-----BEGIN CERTIFICATE REQUEST-----/);
    await bring(TOPIC);
    await press('apple:guide.bring.button');
    await dialog().getByLabel(say('apple:guide.bring.appleId')).fill(ACCOUNT);
    await press('apple:guide.bring.submit', dialog());
    await fact('topic').getByText(TOPIC).waitFor();
    await fact('appleId').getByText(ACCOUNT).waitFor();
    await main().getByText(say('apple:standing.good')).waitFor();
    await press('apple:push.test.button');
    await main().getByText(say('apple:push.test.works')).waitFor();
  });

  it('is renewed with its topic; another one is refused until the admin insists', async () => {
    const [user = ''] = await site.registrar.addUsers('Ada Byron');
    await site.register(user, { model: 'iphone', seed: 'Ada' });
    const before = await certificate();
    await press('apple:push.renew');
    await press('apple:guide.request.button');
    await window().getByText(say('apple:guide.request.saved')).first().waitFor();
    await bring(OTHER_TOPIC);
    await press('apple:guide.bring.button');
    expect(await dialog().getByLabel(say('apple:guide.bring.appleId')).inputValue()).toBe(ACCOUNT);
    await press('apple:guide.bring.submit', dialog());
    const refused = say('errors:push_wrong_topic', { topic: OTHER_TOPIC, wanted: TOPIC });
    await dialog().getByText(refused).waitFor();
    expect(
      await dialog()
        .getByRole('button', { name: say('apple:guide.bring.replace') })
        .isEnabled(),
    ).toBe(false);
    await bring(TOPIC);
    await press('apple:picked.other', dialog());
    await press('apple:guide.bring.submit', dialog());
    await dialog().waitFor({ state: 'detached' });
    await fact('topic').getByText(TOPIC).waitFor();
    expect((await certificate())?.serial).not.toBe(before?.serial);
  });

  it('tells when it has ended', async () => {
    const { desk } = site;
    await answerSave(desk, request);
    await desk.ask('push.saveRequest');
    await bring(TOPIC, MOMENT);
    const handle = (await desk.ask('push.pick'))?.handle ?? '';
    await desk.ask('push.bring', { handle, password: null, appleId: null, replaceTopic: false });
    await expect.poll(async () => (await desk.ask('push.overview')).state).toBe('expired');
    await desk.admin().goTo('devices');
    await desk.admin().goTo('apple');
    await main().getByText(say('apple:standing.expired')).waitFor();
    await main().getByText(say('apple:push.life.overText')).waitFor();
  });
});
