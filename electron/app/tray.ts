import { join } from 'node:path';
import { app, Menu, nativeImage, Tray } from 'electron';
import type { Console } from '../console.ts';
import { MusterError } from '../model/errors.ts';
import type { ListenerState } from '../model/listener.ts';
import { createTurns } from '../model/turns.ts';
import type { Words } from '../words/words.ts';

/** A sign outside the window that the listener is on, or will be again, with the ways to see it and to switch it off. */
export interface ListenerSign {
  /** Shows, changes or takes away the sign, as the listener stands now. Answers whether it is shown. */
  follow(): Promise<boolean>;
  remove(): void;
}

export interface SignHost {
  console: Console;
  words(): Words;
  show(): void;
  log(message: string): void;
}

const ICON_SIZE = 22;

/** Nothing is shown while the listener is off, or on in another program. */
export function createListenerSign({ console, words, show, log }: SignHost): ListenerSign {
  const inTurn = createTurns();
  let tray: Tray | null = null;
  const remove = (): void => {
    tray?.destroy();
    tray = null;
  };
  const switchOff = async (): Promise<void> => {
    await console.current()?.register.listener.switchTo(false);
  };
  const draw = (told: string): void => {
    if (tray === null) {
      tray = new Tray(icon());
      tray.on('click', show);
    }
    const { t } = words();
    tray.setToolTip(told);
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: told, enabled: false },
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
  const follow = async (): Promise<boolean> => {
    const open = console.current();
    const overview = await open?.register.listener.overview();
    if (open === null || overview === undefined || !isWanted(overview.state)) {
      remove();
      return false;
    }
    const { state, baseUrl: url } = overview;
    const values = { url, workspace: open.workspace.name };
    draw(state.kind === 'failed' ? troubleText(state, values.workspace) : words().t('main:tray.on', values));
    return true;
  };
  const troubleText = ({ error }: Extract<ListenerState, { kind: 'failed' }>, workspace: string): string => {
    const reason = words().errorText(new MusterError(error.code, error.details));
    return words().t('main:tray.failed', { workspace, reason });
  };
  return {
    follow: () => inTurn(follow),
    remove,
  };
}

/** It listens here, or tries again by itself until it does. */
function isWanted({ kind }: ListenerState): boolean {
  return kind === 'on' || kind === 'starting' || kind === 'failed';
}

function icon(): Electron.NativeImage {
  const image = nativeImage.createFromPath(join(app.getAppPath(), 'resources/icons/icon.png'));
  return image.resize({ width: ICON_SIZE, height: ICON_SIZE });
}
