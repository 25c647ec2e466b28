import { join } from 'node:path';
import { app, Menu, nativeImage, Tray } from 'electron';
import type { Console } from '../console.ts';
import type { Words } from '../words/words.ts';

/** A sign outside the window that the listener is on, with the ways to see it and to switch it off. */
export interface ListenerSign {
  /** Shows, changes or takes away the sign, as the listener stands now. */
  follow(): Promise<void>;
  remove(): void;
}

export interface SignHost {
  console: Console;
  words(): Words;
  show(): void;
  log(message: string): void;
}

const ICON_SIZE = 22;

/** Nothing is shown while the listener is off. */
export function createListenerSign({ console, words, show, log }: SignHost): ListenerSign {
  let tray: Tray | null = null;
  const remove = (): void => {
    tray?.destroy();
    tray = null;
  };
  const switchOff = async (): Promise<void> => {
    await console.current()?.register.listener.switchTo(false);
  };
  const draw = (baseUrl: string, workspace: string): void => {
    if (tray === null) {
      tray = new Tray(icon());
      tray.on('click', show);
    }
    const { t } = words();
    tray.setToolTip(t('main:tray.on', { url: baseUrl, workspace }));
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: t('main:tray.on', { url: baseUrl, workspace }), enabled: false },
        { type: 'separator' },
        { label: t('main:tray.show'), click: show },
        {
          label: t('main:tray.off'),
          click: () => void switchOff().catch((error: unknown) => log(words().errorText(error))),
        },
        { label: t('main:tray.quit'), click: () => app.quit() },
      ]),
    );
  };
  return {
    follow: async () => {
      const open = console.current();
      if (open === null || !open.register.listener.on) {
        remove();
        return;
      }
      const { baseUrl } = await open.register.listener.overview();
      if (console.current()?.register.listener.on) draw(baseUrl, open.workspace.name);
    },
    remove,
  };
}

function icon(): Electron.NativeImage {
  const image = nativeImage.createFromPath(join(app.getAppPath(), 'resources/icons/icon.png'));
  return image.resize({ width: ICON_SIZE, height: ICON_SIZE });
}
