import { networkInterfaces } from 'node:os';
import { shell } from 'electron';
import { writeFileAtomically } from '../disk/write-file.ts';
import { certificateNames } from '../listener/network/addresses.ts';
import { MusterError } from '../model/errors.ts';
import type { RegistrationParts } from '../registration-parts.ts';
import { pickCertificateFiles, pickSaveTarget } from './dialogs.ts';
import type { HandlerHost, Some } from './handlers.ts';
import { readShort } from './read-short.ts';

/** The bridge's methods for the listener, its certificates, and the preflight. */
export function listenerHandlers(
  host: HandlerHost & { ours: Set<string> },
): Some<'listener' | 'pki' | 'preflight'> {
  const { console } = host;
  const parts = (): RegistrationParts => console.need().register;
  return {
    'listener.overview': () => parts().listener.overview(),
    'listener.save': (settings) => parts().listener.save(settings),
    'listener.switch': ({ on }) => parts().listener.switchTo(on),
    'listener.log': async ({ limit }) => [...parts().listener.log(limit)],
    'listener.openPage': async () => {
      const { baseUrl } = await parts().listener.overview();
      await shell.openExternal(`${baseUrl}/go`).catch((error: Error) => {
        throw new MusterError('browser_not_opened', { reason: error.message }, error);
      });
    },
    'pki.overview': () => parts().pki.overview(),
    'pki.pick': async () => {
      const paths = await pickCertificateFiles(host.window(), host.words());
      return paths.length === 0 ? null : parts().pki.pick(await Promise.all(paths.map(readShort)));
    },
    'pki.bring': async ({ handle, password }) => {
      const { pki, listener } = parts();
      const { publicName } = await listener.settings();
      const info = await pki.bring({ handle, password, name: publicName });
      await listener.save({ ...(await listener.settings()), certificate: 'brought' });
      await listener.certificateChanged();
      return info;
    },
    'pki.renew': async () => {
      const { pki, listener } = parts();
      const info = await pki.renew(certificateNames(await listener.settings(), networkInterfaces()));
      await listener.certificateChanged();
      return info;
    },
    'pki.saveRoot': async () => {
      const path = await pickSaveTarget(host.window(), host.words(), 'root', 'crt');
      if (path === null) return null;
      const { pem } = await parts().pki.root();
      await writeFileAtomically(path, pem);
      host.ours.add(path);
      return { path, rows: 1, bytes: Buffer.byteLength(pem) };
    },
    'preflight.run': (_input, signal) =>
      parts().preflight.run((result) => console.events.emit('preflight.result', result), signal),
    'preflight.last': async () => parts().preflight.last(),
  };
}
