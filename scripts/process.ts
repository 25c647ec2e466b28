import { spawn } from 'node:child_process';
import path from 'node:path';

/** The folder that holds package.json. */
export const root = path.dirname(import.meta.dirname);

/** What a finished program left: its exit code (128 + n after signal n is not told apart: it is 1) and its words. */
export interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

interface Options {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
}

/**
 * Runs a program with our own terminal and resolves to its exit code; rejects when it cannot be started. It does
 * not outlive us.
 */
export function run(command: string, args: readonly string[], options: Options = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, ...options, stdio: 'inherit' });
    const end = () => child.kill();
    process.once('exit', end);
    child.once('error', reject);
    child.once('close', (code) => {
      process.off('exit', end);
      resolve(code ?? 1);
    });
  });
}

/** Runs a program quietly. A program that is not there counts as code 127, as in a shell. */
export function capture(command: string, args: readonly string[], options: Options = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.once('error', (error) => resolve({ code: 127, stdout, stderr: error.message }));
    child.once('close', (code) => resolve({ code: code ?? 1, stdout, stderr }));
  });
}

/** A program of one of our own dependencies, run by the Node that runs us. */
export function runTool(tool: string, args: readonly string[], options: Options = {}): Promise<number> {
  return run(process.execPath, [path.join(root, 'node_modules', tool), ...args], options);
}

/** A script of package.json, run by the npm that runs us. */
export function runScript(name: string): Promise<number> {
  const npm = process.env.npm_execpath;
  if (npm && path.basename(npm) === 'npm-cli.js')
    return run(process.execPath, [npm, 'run', '--silent', name]);
  return run('npm', ['run', '--silent', name]);
}
