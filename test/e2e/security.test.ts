import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchMuster, type Muster } from './support/launch.ts';
import { personAt } from './support/person.ts';

/** The posture that architecture promises, asked of the running program. */
describe('the window is locked down', () => {
  let muster: Muster;
  const requests: string[] = [];

  beforeAll(async () => {
    muster = await launchMuster();
    muster.window.on('request', (request) => requests.push(request.url()));
    const admin = personAt(muster.app, muster.window, 'en');
    await admin.exploreDemo();
    await admin.connectGoogle();
    await admin.syncNow();
  });
  afterAll(() => muster.close());

  it('runs the page sandboxed, isolated and without Node', async () => {
    const preferences = await muster.app.evaluate(({ BrowserWindow }) => {
      return BrowserWindow.getAllWindows().map((window) => {
        const given: unknown = Reflect.get(window.webContents, 'getLastWebPreferences').call(
          window.webContents,
        );
        return given;
      });
    });
    for (const given of preferences) {
      expect(given).toMatchObject({
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
      });
    }
    expect(
      await muster.window.evaluate(() =>
        ['require', 'process', 'Buffer', 'electron'].filter((name) => name in globalThis),
      ),
    ).toEqual([]);
  });

  it('gives the page three functions and nothing more', async () => {
    const given = await muster.window.evaluate(() => {
      const bridge: unknown = Reflect.get(globalThis, 'muster');
      return typeof bridge === 'object' && bridge !== null ? Object.keys(bridge).sort() : null;
    });
    expect(given).toEqual(['call', 'cancel', 'onEvent']);
  });

  it('sends a strict policy with every file of the page', async () => {
    const policy = await muster.window.evaluate(async () =>
      (await fetch(location.href)).headers.get('content-security-policy'),
    );
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|\*/);
  });

  it('runs no inline script and no eval', async () => {
    // The inspector lets its own evaluation use eval; what the page runs by itself later is under the policy.
    const ran = await muster.window.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.injected = true';
      document.head.append(script);
      const evaluated = await new Promise((resolve) => {
        requestAnimationFrame(() => {
          try {
            resolve(new Function('return true')());
          } catch {
            resolve(false);
          }
        });
      });
      return { inline: 'injected' in globalThis, evaluated };
    });
    expect(ran).toEqual({ inline: false, evaluated: false });
  });

  it('serves nothing outside the page’s folder', async () => {
    const statuses = await muster.window.evaluate(async () => {
      const paths = ['/../main/main.js', '/%2e%2e/main/main.js', '/..%2f..%2fpackage.json', '//etc/passwd'];
      return Promise.all(paths.map(async (name) => (await fetch(`app://muster${name}`)).status));
    });
    expect(statuses).toEqual([404, 404, 404, 404]);
  });

  it('denies navigation, new windows, frames from elsewhere and every permission', async () => {
    const before = muster.window.url();
    const outcome = await muster.window.evaluate(async () => {
      const opened = window.open('https://example.com');
      const link = document.createElement('a');
      link.href = 'https://example.com/';
      document.body.append(link);
      link.click();
      const notifications = await Notification.requestPermission();
      const clipboard = await navigator.clipboard.readText().then(
        () => 'read',
        () => 'denied',
      );
      const media = await navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'granted',
        () => 'denied',
      );
      const fetched = await fetch('https://example.com').then(
        () => 'fetched',
        () => 'denied',
      );
      return { opened: opened === null, notifications, clipboard, media, fetched };
    });
    expect(outcome).toEqual({
      opened: true,
      notifications: 'denied',
      clipboard: 'denied',
      media: 'denied',
      fetched: 'denied',
    });
    expect(muster.window.url()).toBe(before);
    expect(muster.app.windows()).toHaveLength(1);
  });

  it('makes no request but for its own files', () => {
    expect(requests.filter((url) => !/^(app:\/\/muster\/|data:|https:\/\/example\.com)/.test(url))).toEqual(
      [],
    );
  });

  it('answers no call from a frame inside the page, and none that breaks the contract', async () => {
    const answers = await muster.window.evaluate(async () => {
      const bridge = Reflect.get(globalThis, 'muster');
      const call = (method: string, input: unknown): Promise<unknown> => bridge.call(90_001, method, input);
      return [
        await call('nothing.here', null),
        await call('devices.window', { offset: -1 }),
        await call('__proto__', null),
      ];
    });
    expect(answers[0]).toMatchObject({ ok: false, error: { code: 'unknown_method' } });
    expect(answers[1]).toMatchObject({ ok: false, error: { code: 'bad_input' } });
    expect(answers[2]).toMatchObject({ ok: false, error: { code: 'unknown_method' } });
  });

  it('refuses a call from another window, whatever it asks', async () => {
    const refused = await muster.app.evaluate(async ({ BrowserWindow, app }) => {
      const mine = BrowserWindow.getAllWindows()[0];
      const stranger = new BrowserWindow({
        show: false,
        webPreferences: { preload: `${app.getAppPath()}/out/preload/preload.cjs`, sandbox: true },
      });
      await stranger.loadURL(mine?.webContents.getURL() ?? '');
      const answer: unknown = await stranger.webContents.executeJavaScript(
        "window.muster.call(1, 'app.info', undefined)",
      );
      stranger.destroy();
      return answer;
    });
    expect(refused).toMatchObject({ ok: false, error: { code: 'forbidden_sender' } });
  });

  it('keeps tokens out of the database, the settings and the page', async () => {
    const folder = path.join(muster.dataDir, 'workspaces');
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    const text = files
      .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'))
      .join('\n');
    expect(text).toContain('riverside.example');
    expect(text).not.toMatch(
      /GOCSPX-|refreshToken|refresh_token|client_secret|clientSecret|BEGIN (RSA )?PRIVATE KEY/,
    );
    expect(await muster.window.content()).not.toMatch(/GOCSPX-|refresh_token/);
  });

  it('comes back when the page’s process dies', async () => {
    const back = muster.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      return new Promise((resolve) => {
        contents?.once('did-finish-load', () => resolve('loaded'));
        contents?.forcefullyCrashRenderer();
      });
    });
    expect(await back).toBe('loaded');
  });
});
