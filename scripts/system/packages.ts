import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { capture, type Outcome } from '../process.ts';
import type { Need } from './needs.ts';

/**
 * Makes sure that the machine has what is needed: installs it on Debian and Ubuntu when we are root, else says
 * how to. Other systems than Linux bring all of it themselves.
 * @throws Error that names what is missing and the command to run
 */
export async function ensurePackages(needs: readonly Need[]): Promise<void> {
  if (process.platform !== 'linux') return;
  const missing = await missingNeeds(needs);
  if (missing.length === 0) return;
  const names = missing.map((need) => need.name).join(', ');
  if ((await capture('apt-get', ['--version'])).code !== 0) {
    throw new Error(
      `This machine lacks ${names}. Install them with its package manager, then run the command again.`,
    );
  }
  if (process.getuid?.() !== 0) {
    const packages = await packageNames(missing);
    throw new Error(
      `This machine lacks ${names}. Install them with:\n\n  sudo apt-get install -y ${packages.join(' ')}\n`,
    );
  }
  console.log(`Installing what this machine lacks (${names}); this takes a minute or two …`);
  let outcome = await install(missing);
  if (outcome.code !== 0) {
    await apt(['update', '-qq']);
    outcome = await install(missing);
  }
  const left = (await missingNeeds(needs)).map((need) => need.name);
  if (left.length > 0) {
    throw new Error(`apt-get could not bring ${left.join(', ')}:\n${outcome.stdout}${outcome.stderr}`);
  }
}

async function missingNeeds(needs: readonly Need[]): Promise<Need[]> {
  const cache = (await capture('/sbin/ldconfig', ['-p'])).stdout;
  const libraries = new Set(cache.split('\n').map((line) => line.trim().split(' ')[0]));
  const present = await Promise.all(
    needs.map(({ kind, name }) => {
      if (kind === 'library') return libraries.has(name);
      return kind === 'file' ? isThere(name, constants.R_OK) : onPath(name);
    }),
  );
  return needs.filter((_, index) => !present[index]);
}

function isThere(name: string, mode: number): Promise<boolean> {
  return access(name, mode).then(
    () => true,
    () => false,
  );
}

async function onPath(program: string): Promise<boolean> {
  // Debian keeps servers where only root looks.
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/sbin'];
  const found = await Promise.all(
    folders.map((folder) => isThere(path.join(folder, program), constants.X_OK)),
  );
  return found.includes(true);
}

/** Of each need's names the one this release of the system knows, or the last when its lists are empty. */
async function packageNames(needs: readonly Need[]): Promise<string[]> {
  const names = await Promise.all(
    needs.map(async ({ packages }) => {
      for (const name of packages) {
        const { stdout } = await capture('apt-cache', ['policy', name], {
          env: { ...process.env, LC_ALL: 'C' },
        });
        if (/Candidate: (?!\(none\))/.test(stdout)) return name;
      }
      return packages.at(-1);
    }),
  );
  return [...new Set(names.filter((name) => name !== undefined))];
}

async function install(needs: readonly Need[]): Promise<Outcome> {
  for (const { answers } of needs)
    if (answers !== undefined)
      await capture('sh', ['-c', 'printf "%s\\n" "$1" | debconf-set-selections', 'sh', answers]);
  const names = await packageNames(needs);
  return apt(['install', '-y', '-qq', '--no-install-recommends', ...names]);
}

function apt(args: readonly string[]): Promise<Outcome> {
  return capture('apt-get', ['-o', 'DPkg::Lock::Timeout=120', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}
