import { Menu, type MenuItemConstructorOptions } from 'electron';

/**
 * The application menu: only what the system expects (editing keys, zoom, quit), in the system's own words. The
 * console's own commands live in its window.
 */
export function installMenu(platform: NodeJS.Platform, developer: boolean): void {
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ];
  if (developer) view.push({ type: 'separator' }, { role: 'toggleDevTools' });
  const menus: MenuItemConstructorOptions[] = [
    { role: 'editMenu' },
    { role: 'viewMenu', submenu: view },
    { role: 'windowMenu' },
  ];
  if (platform === 'darwin') menus.unshift({ role: 'appMenu' });
  else menus.unshift({ role: 'fileMenu' });
  Menu.setApplicationMenu(Menu.buildFromTemplate(menus));
}
