// The project's better-sqlite3 asks for Node-API 10, and this runtime has 9: loading it ends the process. The
// runtime brings a better-sqlite3 of its own age, and whoever asks for the name gets that one: `require` on every
// thread, by requiring this file again in each, and `import` on the main one. Hooking the imports of a worker
// would start it another thread: what we build requires its native modules.
const Module = require('node:module');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const workers = require('node:worker_threads');

const entry = path.join(
  path.dirname(process.execPath),
  'resources/app/node_modules/better-sqlite3/lib/index.js',
);

const resolveFilename = Module._resolveFilename;
Module._resolveFilename = function resolve(request, ...rest) {
  return request === 'better-sqlite3' ? entry : resolveFilename.call(this, request, ...rest);
};

if (workers.isMainThread) {
  Module.register(pathToFileURL(path.join(__dirname, 'hooks.mjs')), { data: pathToFileURL(entry).href });
}

workers.Worker = class Worker extends workers.Worker {
  constructor(file, options = {}) {
    super(file, { ...options, execArgv: [...(options.execArgv ?? []), '--require', __filename] });
  }
};
Module.syncBuiltinESMExports();
