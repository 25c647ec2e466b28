import { app, type Session, type WebContents } from 'electron';
import { isAppUrl } from './protocol.ts';

/**
 * Denies what no page of ours needs (Electron security checklist 5, 13, 14, 19): permissions but to fill the screen,
 * navigation, new windows, web views, and every request but those to our own scheme.
 */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, decide) =>
    decide(permission === 'fullscreen' && isAppUrl(contents.getURL())),
  );
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, decide) => {
    decide({
      cancel:
        !isAppUrl(details.url) && !details.url.startsWith('devtools:') && !details.url.startsWith('data:'),
    });
  });
}

/** Applies to every web contents there will ever be; `mayNavigate` lets the demo's browser window through. */
export function lockContents(mayNavigate: (contents: WebContents, url: string) => boolean): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    const guard = (event: { preventDefault(): void }, url: string): void => {
      if (!isAppUrl(url) && !mayNavigate(contents, url)) event.preventDefault();
    };
    contents.on('will-navigate', (event) => guard(event, event.url));
    contents.on('will-frame-navigate', (event) => guard(event, event.url));
    contents.on('will-redirect', (event) => guard(event, event.url));
  });
}
