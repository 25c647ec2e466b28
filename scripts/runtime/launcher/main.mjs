// Takes the place of Electron's default application, which the development runtime lacks: given
// `electron [switches] folder`, it makes the folder the application and loads its main module.
// Electron holds back `ready` until this module has run, hence the await at the top level.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';
import './native.cjs';

const given = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (!given) {
  console.error('Usage: electron [switches] folder');
  process.exit(1);
}
const folder = path.resolve(given);
const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
app.setName(manifest.productName ?? manifest.name);
app.setVersion(manifest.version);
app.setAppPath(folder);
await import(pathToFileURL(path.join(folder, manifest.main)).href);
