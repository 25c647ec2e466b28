import type { Command } from 'commander';
import { MusterError } from '../model/errors.ts';
import { type RegistrationSettings, registrationSettingsSchema } from '../model/registration-settings.ts';
import type { CliContext } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { fileText } from './file-text.ts';
import type { Act } from './program.ts';

/** `muster registration show | set | regenerate`. */
export function addRegistrationCommands(program: Command, act: Act): void {
  const registration = program.command('registration').description('how users register their devices');
  registration
    .command('show')
    .description('the settings, and where people register')
    .action(act((context) => show(context)));
  registration
    .command('set <settings...>')
    .description(
      'change settings, as name=value: mode, pinDigits, pinHours, pinApart, invitationDays, ticketMinutes, deviceLimit, passwordLength, temporaryPasswordHours, reminders.on, …; @file reads the value from a file',
    )
    .action(act((context, settings: string[]) => change(context, settings)));
  registration
    .command('regenerate')
    .description(
      'make all links sent so far explain themselves; invitations get new ones when they are sent again',
    )
    .option('--yes', 'do it')
    .action(act((context, { yes }: { yes?: boolean }) => regenerate(context, yes)));
}

async function show(context: CliContext): Promise<ExitCode> {
  const overview = await (await context.open()).register.registration.overview();
  if (overview.goUrl !== null) context.say(overview.goUrl);
  for (const [name, value] of Object.entries(overview.settings))
    context.say(`${name} = ${typeof value === 'object' ? JSON.stringify(value) : value}`);
  context.answer(overview);
  return EXIT.complete;
}

async function change(context: CliContext, assignments: readonly string[]): Promise<ExitCode> {
  const { registration } = (await context.open()).register;
  const wanted = assignments.reduce(assigned, await registration.settings());
  const overview = await registration.save(wanted);
  context.answer(overview);
  context.say(context.words.t('cli:registration.saved'));
  return EXIT.complete;
}

/** The settings with one `name=value` or `group.name=value` put in. Throws `bad_input` naming it. */
function assigned(settings: RegistrationSettings, assignment: string): RegistrationSettings {
  const at = assignment.indexOf('=');
  const name = assignment.slice(0, Math.max(at, 0));
  const value = settingFrom(assignment.slice(at + 1));
  const [group = '', field] = name.split('.', 2);
  const known: Record<string, unknown> = settings;
  const inner = known[group];
  const isGroup = typeof inner === 'object' && inner !== null;
  const isKnown = Object.hasOwn(known, group) && (!isGroup || Object.hasOwn(inner, field ?? ''));
  if (at < 1 || !isKnown || isGroup !== (field !== undefined))
    throw new MusterError('bad_input', { field: name || assignment, problem: assignment });
  const next = { ...known, [group]: isGroup && field !== undefined ? { ...inner, [field]: value } : value };
  const parsed = registrationSettingsSchema.safeParse(next);
  if (!parsed.success)
    throw new MusterError('bad_input', { field: name, problem: parsed.error.issues[0]?.message ?? '' });
  return parsed.data;
}

/** Numbers, true, false and null as JSON has them; anything else is text. */
function settingFrom(text: string): unknown {
  if (text.startsWith('@')) return fileText(text.slice(1));
  return /^(-?\d+|true|false|null)$/.test(text) ? JSON.parse(text) : text;
}

async function regenerate(context: CliContext, yes = false): Promise<ExitCode> {
  const { registration } = (await context.open()).register;
  if (!yes) {
    context.note(context.words.t('cli:registration.confirmRegenerate'));
    return EXIT.badUsage;
  }
  const overview = await registration.regenerate();
  context.say(context.words.t('cli:registration.regenerated'));
  context.answer(overview);
  return EXIT.complete;
}
