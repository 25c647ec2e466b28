import { basename } from 'node:path';
import type { Command } from 'commander';
import { writeFileAtomically } from '../disk/write-file.ts';
import { type Assignment, type LibraryProfile, PROFILE_LIMITS } from '../model/apple/profile.ts';
import { MusterError } from '../model/errors.ts';
import { type AssignOptions, assignmentsFrom, withAssignments } from './apple-assign.ts';
import { profileOf, timeText } from './apple-find.ts';
import type { CliContext } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { fileBytes } from './file-text.ts';
import type { Act } from './program.ts';

interface AddOptions {
  name?: string;
  description?: string;
  replace?: boolean;
}

/** `muster apple profiles list | add | show | remove | assign | places | retry | save`. */
export function addAppleProfileCommands(apple: Command, act: Act): void {
  const profiles = apple
    .command('profiles')
    .description('the library of configuration profiles; a profile is named by id, identifier or name');
  const one = (name: string, description: string): Command =>
    profiles.command(`${name} <profile>`).description(description);
  profiles
    .command('list')
    .description('all profiles, with what became of them on devices')
    .action(act((context) => list(context)));
  profiles
    .command('add <file>')
    .description('take in a .mobileconfig, signed or not')
    .option('--name <name>', 'what it is called here; its own name without')
    .option('--description <text>', 'what it is for; its own description without')
    .option('--replace', 'in the place of the one with its identifier: devices that have that one get it')
    .action(act((context, file: string, options: AddOptions) => add(context, file, options)));
  one('show', 'one profile, and to whom it is assigned').action(
    act(async (context, wanted: string) => tell(context, await profileOf(await context.open(), wanted))),
  );
  one('remove', 'take a profile from the library and off all devices')
    .option('--yes', 'do it')
    .action(act((context, wanted: string, { yes }: { yes?: boolean }) => remove(context, wanted, yes)));
  withAssignments(one('assign', 'say who is to have it, in the place of what was said before')).action(
    act((context, wanted: string, options: AssignOptions) => assign(context, wanted, options)),
  );
  one('places', 'where it is, or is to be').action(act((context, wanted: string) => places(context, wanted)));
  one('retry', 'try again where it failed').action(act((context, wanted: string) => retry(context, wanted)));
  one('save', 'write it to a file as it goes out, signed by Muster')
    .requiredOption('--out <file>', 'the .mobileconfig to write')
    .action(act((context, wanted: string, { out }: { out: string }) => save(context, wanted, out)));
}

async function list(context: CliContext): Promise<ExitCode> {
  const all = await (await context.open()).apple.profiles.list();
  for (const profile of all) context.say(lineOf(context, profile));
  context.say(context.words.t('cli:apple.profiles.found', { total: all.length }));
  context.answer({ profiles: all });
  return EXIT.complete;
}

async function add(context: CliContext, file: string, options: AddOptions): Promise<ExitCode> {
  const { profiles } = (await context.open()).apple;
  const { t } = context.words;
  const picked = await profiles.pick(basename(file), fileBytes(file));
  for (const warning of picked.warnings) context.note(t(`cli:apple.profiles.warning.${warning}`));
  const name = (options.name ?? picked.name).trim();
  const description = options.description ?? picked.description;
  checkLength('--name', name, PROFILE_LIMITS.name, 1);
  checkLength('--description', description, PROFILE_LIMITS.description, 0);
  const added = await profiles.add({
    handle: picked.handle,
    name,
    description,
    replace: options.replace ?? false,
  });
  return tell(context, added);
}

function checkLength(field: string, text: string, most: number, least: number): void {
  if (text.length >= least && text.length <= most) return;
  throw new MusterError('bad_input', { field, problem: `${least} – ${most}` });
}

async function remove(context: CliContext, wanted: string, yes = false): Promise<ExitCode> {
  const workspace = await context.open();
  const { id, name, counts } = await profileOf(workspace, wanted);
  const places = counts.installed + counts.pending + counts.failed;
  if (!yes) {
    context.note(context.words.t('cli:apple.profiles.confirmRemove', { name, places }));
    return EXIT.badUsage;
  }
  await workspace.apple.profiles.remove(id);
  context.say(context.words.t('cli:apple.profiles.removed', { name, places }));
  context.answer({ removed: id, places });
  return EXIT.complete;
}

async function assign(context: CliContext, wanted: string, options: AssignOptions): Promise<ExitCode> {
  const workspace = await context.open();
  const { id } = await profileOf(workspace, wanted);
  const assignments = await assignmentsFrom(context, workspace, options);
  return tell(context, await workspace.apple.profiles.assign(id, assignments));
}

/** Incomplete while it failed somewhere. */
async function places(context: CliContext, wanted: string): Promise<ExitCode> {
  const workspace = await context.open();
  const { id, name } = await profileOf(workspace, wanted);
  const found = await workspace.apple.profiles.places(id);
  const { t } = context.words;
  for (const { serial, deviceName, deviceId, user, version, state, at, message } of found) {
    const parts = [
      serial ?? deviceId,
      deviceName,
      user,
      `v${version}`,
      t(`cli:apple.profiles.state.${state}`),
      timeText(at),
      message,
    ];
    context.say(parts.filter((part) => part !== null).join('  '));
  }
  context.say(t('cli:apple.profiles.places', { name, places: found.length }));
  context.answer({ places: found });
  return found.some(({ state }) => state === 'failed') ? EXIT.incomplete : EXIT.complete;
}

async function retry(context: CliContext, wanted: string): Promise<ExitCode> {
  const workspace = await context.open();
  const { id } = await profileOf(workspace, wanted);
  const retried = await workspace.apple.profiles.retry(id);
  context.say(context.words.t('cli:apple.profiles.retried', { places: retried }));
  context.answer({ retried });
  return EXIT.complete;
}

async function save(context: CliContext, wanted: string, out: string): Promise<ExitCode> {
  const workspace = await context.open();
  const { id } = await profileOf(workspace, wanted);
  const { bytes } = await workspace.apple.profiles.content(id);
  await writeFileAtomically(out, bytes);
  context.say(context.words.t('cli:apple.profiles.written', { path: out }));
  context.answer({ path: out, bytes: bytes.byteLength });
  return EXIT.complete;
}

function tell(context: CliContext, profile: LibraryProfile): ExitCode {
  context.say(lineOf(context, profile));
  for (const assignment of profile.assignments) context.say(`  ${whom(context, assignment)}`);
  context.answer(profile);
  return EXIT.complete;
}

function lineOf({ words: { t } }: CliContext, profile: LibraryProfile): string {
  const { name, identifier, scope, version, types, counts } = profile;
  const about = [t(`cli:apple.profiles.scope.${scope}`), t('cli:apple.profiles.counts', { ...counts })];
  return [name, identifier, `v${version}`, types.join(', '), about.join(', ')].join('  ');
}

function whom({ words: { t } }: CliContext, assignment: Assignment): string {
  const { kind } = assignment;
  const target = kind === 'all' ? '' : kind === 'unit' ? assignment.path : assignment.id;
  return t(`cli:apple.profiles.to.${kind}`, { target });
}
