// First stage of `npm start` and `npm test`. It must run on whatever Node the machine has and before anything
// is installed, so it is plain JavaScript and imports nothing but Node's own modules.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const node = path.join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** @param {string} file a lock file @returns {Record<string, { version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }> | undefined} */
function lockedPackages(file) {
  const full = path.join(root, file);
  return existsSync(full) ? JSON.parse(readFileSync(full, 'utf8')).packages : undefined;
}

/** npm writes node_modules/.package-lock.json last, so an interrupted install has none and is done again. */
function installed() {
  const wanted = lockedPackages('package-lock.json') ?? {};
  const present = lockedPackages('node_modules/.package-lock.json');
  if (!present || !existsSync(node)) return false;
  return Object.entries(wanted).every(([name, entry]) => {
    if (name === '') return true;
    const found = present[name];
    if (!found) return Boolean(entry.optional ?? entry.devOptional);
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

function install() {
  console.log('Installing the dependencies …');
  const npm = process.env.npm_execpath;
  const flags = ['ci', '--loglevel=error'];
  const result =
    npm && path.basename(npm) === 'npm-cli.js'
      ? spawnSync(process.execPath, [npm, ...flags], { cwd: root, stdio: 'inherit' })
      : spawnSync('npm', flags, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (result.status !== 0 || !existsSync(node)) {
    console.error(
      'The dependencies could not be installed: see what npm says above, then run the command again.',
    );
    process.exit(result.status || 1);
  }
}

const [stage = '', ...rest] = process.argv.slice(2);
if (!installed()) install();
const searchPath = [path.join(root, 'node_modules/.bin'), process.env.PATH].join(path.delimiter);
const child = spawn(node, [path.join(root, 'scripts', `${stage}.ts`), ...rest], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: searchPath },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.once('close', (code) => process.exit(code ?? 1));
