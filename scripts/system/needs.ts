/** Something the machine must have: a shared library, a program or another file, and the packages that may bring it. */
export interface Need {
  /** The library's file name (libgtk-3.so.0), the program's name on the search path, or the file's whole path. */
  name: string;
  kind: 'library' | 'program' | 'file';
  /** Names on Debian and Ubuntu, newest first: the 64-bit time change renamed some of them. */
  packages: readonly string[];
  /** What the package is to be told when it asks, as `debconf-set-selections` reads it. */
  answers?: string;
}

const library = (name: string, ...packages: string[]): Need => ({ name, kind: 'library', packages });
const file = (name: string, ...packages: string[]): Need => ({ name, kind: 'file', packages });
const program = (name: string, ...packages: string[]): Need => ({ name, kind: 'program', packages });

/** What Electron and the keychain module load. libgtk-3 brings X11, Cairo, Pango, GLib and the rest with it. */
export const applicationNeeds: readonly Need[] = [
  library('libgtk-3.so.0', 'libgtk-3-0t64', 'libgtk-3-0'),
  library('libnss3.so', 'libnss3'),
  library('libnspr4.so', 'libnspr4'),
  library('libasound.so.2', 'libasound2t64', 'libasound2'),
  library('libgbm.so.1', 'libgbm1'),
  library('libdrm.so.2', 'libdrm2'),
  library('libatk-1.0.so.0', 'libatk1.0-0t64', 'libatk1.0-0'),
  library('libatk-bridge-2.0.so.0', 'libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'),
  library('libatspi.so.0', 'libatspi2.0-0t64', 'libatspi2.0-0'),
  library('libcups.so.2', 'libcups2t64', 'libcups2'),
  library('libdbus-1.so.3', 'libdbus-1-3'),
  library('libxkbcommon.so.0', 'libxkbcommon0'),
  library('libXcomposite.so.1', 'libxcomposite1'),
  library('libXdamage.so.1', 'libxdamage1'),
  library('libXfixes.so.3', 'libxfixes3'),
  library('libXrandr.so.2', 'libxrandr2'),
  library('libsecret-1.so.0', 'libsecret-1-0'),
];

/** A display, a session bus and a keychain for a machine that has none, as a server or a test machine. */
export const headlessNeeds: readonly Need[] = [
  program('Xvfb', 'xvfb'),
  program('dbus-daemon', 'dbus-daemon', 'dbus'),
  program('dbus-send', 'dbus-bin', 'dbus'),
  program('gnome-keyring-daemon', 'gnome-keyring'),
];

/**
 * The servers that tests talk to, each started by its test on an address of its own, and the programs that judge apart from us
 * what we sign.
 */
export const testServerNeeds: readonly Need[] = [
  // Without a configuration the package starts no server of its own on this machine.
  { ...program('slapd', 'slapd'), answers: 'slapd slapd/no_configuration boolean true' },
  program('openssl', 'openssl'),
  // A SCEP client, and what it speaks HTTP with.
  program('pki', 'strongswan-pki'),
  file('/usr/lib/ipsec/plugins/libstrongswan-curl.so', 'libstrongswan-extra-plugins'),
];

/** The browser that people open invitations with, how it comes to trust an authority, and a camera's eye for QR codes. */
export const testVisitorNeeds: readonly Need[] = [
  program('chromium', 'chromium'),
  program('certutil', 'libnss3-tools'),
  program('zbarimg', 'zbar-tools'),
];
