// Module hooks of native.cjs, run by Node on the thread it keeps for them.
let entry = '';

/** @param {string} url where `import 'better-sqlite3'` leads */
export function initialize(url) {
  entry = url;
}

/** Node's resolve hook: https://nodejs.org/api/module.html#resolvespecifier-context-nextresolve */
export function resolve(specifier, context, nextResolve) {
  if (specifier !== 'better-sqlite3') return nextResolve(specifier, context);
  return { url: entry, format: 'commonjs', shortCircuit: true };
}
