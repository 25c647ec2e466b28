import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { capture } from '../process.ts';

/** A display, a session bus and an unlocked keychain of our own, which know nothing of the user's. */
export interface Headless {
  /** To be merged into the environment of whatever shall use them. */
  env: { DISPLAY: string; DBUS_SESSION_BUS_ADDRESS: string; XDG_RUNTIME_DIR: string; NO_AT_BRIDGE: string };
  /** Ends the three programs and removes their folder. */
  close(): Promise<void>;
}

/**
 * Starts Xvfb, a D-Bus session bus and gnome-keyring, each on an address that it picks itself.
 * @throws Error with the program's own words when one of them does not come up
 */
export async function startHeadless(): Promise<Headless> {
  const folder = await mkdtemp(path.join(tmpdir(), 'muster-headless-'));
  const children: ChildProcess[] = [];
  const abandon = () => {
    for (const child of children) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', abandon);
  const close = async () => {
    for (const child of children.toReversed()) await end(child);
    process.off('exit', abandon);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const xvfb = ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp', '-noreset'];
    const display = await startAnnounced(children, 'Xvfb', xvfb, process.env);
    const base = { ...process.env, XDG_RUNTIME_DIR: folder, XDG_DATA_HOME: folder, DISPLAY: `:${display}` };
    const dbus = [
      '--session',
      '--nofork',
      '--nopidfile',
      '--print-address=3',
      `--address=unix:dir=${folder}`,
    ];
    const address = await startAnnounced(children, 'dbus-daemon', dbus, base);
    await startKeyring(children, { ...base, DBUS_SESSION_BUS_ADDRESS: address }, folder);
    return {
      env: {
        DISPLAY: `:${display}`,
        DBUS_SESSION_BUS_ADDRESS: address,
        XDG_RUNTIME_DIR: folder,
        NO_AT_BRIDGE: '1',
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Starts a program that writes its address to file descriptor 3 once it is ready. */
async function startAnnounced(
  children: ChildProcess[],
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const child = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  children.push(child);
  const words = collect(child.stderr);
  const announced = collect(child.stdio[3]);
  const ended = once(child, 'exit').then(() => {
    throw new Error(`${program} did not start: ${words.text.trim()}`);
  });
  await Promise.race([announced.line, ended]);
  ended.catch(() => undefined);
  return announced.text.trim();
}

/** Reads a pipe to its end, so that its writer never blocks; `line` resolves at the first line break. */
function collect(pipe: unknown): { text: string; line: Promise<void> } {
  const { promise, resolve } = Promise.withResolvers<void>();
  const result = { text: '', line: promise };
  if (!isReadable(pipe)) throw new Error('a child process has no such pipe');
  pipe.setEncoding('utf8').on('data', (chunk: string) => {
    result.text += chunk;
    if (result.text.includes('\n')) resolve();
  });
  return result;
}

function isReadable(pipe: unknown): pipe is Readable {
  return typeof pipe === 'object' && pipe !== null && 'setEncoding' in pipe;
}

/** The password opens a keyring that lives in `folder` for this session only. */
async function startKeyring(children: ChildProcess[], env: NodeJS.ProcessEnv, folder: string): Promise<void> {
  const args = ['--foreground', '--unlock', '--components=secrets', `--control-directory=${folder}`];
  const keyring = spawn('gnome-keyring-daemon', args, { env, stdio: ['pipe', 'ignore', 'ignore'] });
  children.push(keyring);
  keyring.stdin.end('session');
  const owner = [
    '--session',
    '--print-reply',
    '--dest=org.freedesktop.DBus',
    '/',
    'org.freedesktop.DBus.GetNameOwner',
  ];
  for (let attempt = 0; attempt < 200 && keyring.exitCode === null; attempt += 1) {
    const answer = await capture('dbus-send', [...owner, 'string:org.freedesktop.secrets'], { env });
    if (answer.code === 0) return;
    await pause(50);
  }
  throw new Error('gnome-keyring-daemon did not come up on the session bus');
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill();
  const stubborn = setTimeout(() => child.kill('SIGKILL'), 5000);
  await gone;
  clearTimeout(stubborn);
}
