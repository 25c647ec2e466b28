import {
  type Program,
  type ProgramOptions,
  startListening,
  startProgram,
} from '../../../support/served/program.ts';
import type { ServedWorkspace } from '../../../support/served/workspace.ts';
import type { Death } from './mortal.ts';

const MORTAL = new URL('./mortal.ts', import.meta.url).href;
export const CHEAP_HASHES = new URL('./cheap-hashes.ts', import.meta.url).href;

function options(death: Death | null): ProgramOptions {
  if (death === null) return {};
  return { imports: [MORTAL], env: { MUSTER_TEST_DEATH: JSON.stringify(death) } };
}

/** A command that ends without warning at a moment of its work; null lets it live. */
export function startMortal(
  workspace: ServedWorkspace,
  args: readonly string[],
  death: Death | null,
): Program {
  return startProgram(workspace, args, options(death));
}

/** The same for `muster listen`, which listens when this resolves. */
export function listenMortal(workspace: ServedWorkspace, death: Death | null): Promise<Program> {
  return startListening(workspace, options(death));
}

/** A moment as it is written in a list: `after pins.make 2`. */
export function deathAt(text: string): Death {
  const [when, method = '', turn = '1'] = text.split(' ');
  if (when !== 'before' && when !== 'during' && when !== 'after') throw new Error(text);
  return { when, method, turn: Number(turn) };
}
