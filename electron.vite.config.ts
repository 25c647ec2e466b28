import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const at = (file: string) => path.join(import.meta.dirname, file);

/** The native modules are loaded from node_modules at run time; everything else is bundled. */
const native = ['better-sqlite3', 'keytar'];

/**
 * Loads them with require: the development runtime has a better-sqlite3 of its own to offer for the name, and to
 * do so for an import costs each thread of the store a thread more at its start.
 */
const requireNative: Plugin = {
  name: 'require-native',
  enforce: 'pre',
  resolveId: (id) => (native.includes(id) ? `\0${id}` : null),
  load: (id) =>
    native.includes(id.slice(1))
      ? `import { createRequire } from 'node:module';
         export default createRequire(import.meta.url)('${id.slice(1)}');`
      : null,
};

export default defineConfig({
  main: {
    plugins: [requireNative],
    build: {
      // The oldest runtime we start on: the development runtime, Electron 33.
      target: 'node20.18',
      externalizeDeps: false,
      sourcemap: true,
      rolldownOptions: {
        input: {
          main: at('electron/main.ts'),
          cli: at('electron/cli.ts'),
          'store-worker': at('electron/store/worker.ts'),
          'demo-worker': at('electron/demo/worker.ts'),
        },
        // All in one folder: whichever file a module ends up in, the workers are beside it and the resources
        // are two folders up.
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      target: 'node20.18',
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: at('electron/preload.ts') },
        // A sandboxed preload is one CommonJS file: it can load nothing but Electron's own modules.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [react()],
    build: {
      target: 'chrome130',
      minify: 'oxc',
      // Pages are read from the disk: one chunk of a megabyte costs less than many requests.
      chunkSizeWarningLimit: 1000,
      // The page's policy allows no data: address for fonts or scripts.
      assetsInlineLimit: 0,
      rolldownOptions: { input: at('renderer/index.html') },
    },
  },
});
