import { writeFileAtomically } from '../disk/write-file.ts';
import { devicesUrlOf } from '../model/listener.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { pickCertificateFiles, pickProfileFile, pickSaveTarget, type SaveName } from './dialogs.ts';
import type { HandlerHost, Some } from './handlers.ts';
import { readShort } from './read-short.ts';

type Host = HandlerHost & { ours: Set<string> };

/** The bridge’s methods for Apple’s devices, their push certificate, and the library of profiles. */
export function appleHandlers(host: Host): Some<'apple' | 'push' | 'profiles'> {
  return { ...deviceHandlers(host), ...pushHandlers(host), ...profileHandlers(host) };
}

function deviceHandlers(host: Host): Some<'apple'> {
  const open = (): OpenWorkspace => host.console.need();
  const apple = () => open().apple;
  return {
    'apple.overview': async () => {
      const { listener } = open().register;
      const [counts, push, settings] = await Promise.all([
        apple().counts(),
        open().push.overview(),
        listener.settings(),
      ]);
      return { counts, push, listening: listener.on, serverUrl: devicesUrlOf(settings) };
    },
    'apple.detail': ({ id }) => apple().detail(id),
    'apple.orders': (input) => apple().orders(input),
    'apple.cancelOrders': ({ uuids }) => apple().cancelOrders(uuids),
    'apple.revealPin': ({ uuid }) => apple().revealPin(uuid),
    'apple.push': ({ ids }) => apple().push(ids),
    'apple.saveProfile': async ({ userId }) => {
      const path = await askTarget(host, 'enrollment', 'mobileconfig');
      if (path === null) return null;
      // Its time begins when it is made, so it is made last.
      const { bytes, until } = await apple().enrollment.profileFor(userId);
      await write(host, path, bytes);
      return { path, until };
    },
  };
}

function pushHandlers(host: Host): Some<'push'> {
  const push = () => host.console.need().push;
  return {
    'push.overview': () => push().overview(),
    'push.saveRequest': async () => {
      const { pem } = await push().request();
      return await save(host, 'pushRequest', 'csr', Buffer.from(pem));
    },
    'push.discardRequest': async () => {
      await push().discardRequest();
      return await push().overview();
    },
    'push.pick': async () => {
      const paths = await pickCertificateFiles(host.window(), host.words());
      return paths.length === 0 ? null : push().pick(await Promise.all(paths.map(readShort)));
    },
    'push.vendorSign': async (input) => {
      const { content } = await push().vendorSign(input);
      return await save(host, 'pushSigned', 'b64', Buffer.from(content));
    },
    'push.bring': (input) => push().bring(input),
    'push.remove': () => push().remove(),
    'push.test': (_input, signal) => push().test(signal),
  };
}

function profileHandlers(host: Host): Some<'profiles'> {
  const profiles = () => host.console.need().apple.profiles;
  return {
    'profiles.list': () => profiles().list(),
    'profiles.pick': async () => {
      const path = await pickProfileFile(host.window(), host.words());
      if (path === null) return null;
      const { name, bytes } = await readShort(path);
      return await profiles().pick(name, bytes);
    },
    'profiles.add': (input) => profiles().add(input),
    'profiles.build': (input) => profiles().build(input),
    'profiles.remove': ({ id }) => profiles().remove(id),
    'profiles.assign': ({ id, assignments }) => profiles().assign(id, assignments),
    'profiles.places': ({ id }) => profiles().places(id),
    'profiles.retry': ({ id }) => profiles().retry(id),
    'profiles.save': async ({ id }) => {
      const { bytes } = await profiles().content(id);
      return await save(host, 'profile', 'mobileconfig', bytes);
    },
  };
}

type Extension = Parameters<typeof pickSaveTarget>[3];

function askTarget(host: Host, name: SaveName, extension: Extension): Promise<string | null> {
  return pickSaveTarget(host.window(), host.words(), name, extension);
}

async function save(
  host: Host,
  name: SaveName,
  extension: Extension,
  bytes: Uint8Array,
): Promise<{ path: string; rows: number; bytes: number } | null> {
  const path = await askTarget(host, name, extension);
  if (path === null) return null;
  await write(host, path, bytes);
  return { path, rows: 1, bytes: bytes.length };
}

async function write({ ours }: Host, path: string, bytes: Uint8Array): Promise<void> {
  await writeFileAtomically(path, bytes);
  ours.add(path);
}
