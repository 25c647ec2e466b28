import {
  type Assignment,
  assignmentSchema,
  type LibraryProfile,
  type ProfileForm,
  profileFormSchema,
} from '../../../model/apple/profile.ts';
import type { AssignmentRow, InstallRow, ListedProfile, ProfileRow } from '../../../store/contract/apple.ts';
import type { Store } from '../../../store/contract.ts';

type Apple = Store['apple'];
type Counts = LibraryProfile['counts'];

/** The whole library, by name. */
export async function listLibrary(apple: Apple): Promise<LibraryProfile[]> {
  const [rows, assignments, counted] = await Promise.all([
    apple.profiles(),
    apple.assignments(),
    apple.installCounts(),
  ]);
  return rows
    .map((row) => toLibrary(row, assignments, countsOf(counted, row.id)))
    .sort((one, other) => one.name.localeCompare(other.name));
}

/** One profile of it; null when there is none. */
export async function findInLibrary(apple: Apple, id: string): Promise<LibraryProfile | null> {
  return (await listLibrary(apple)).find((profile) => profile.id === id) ?? null;
}

/** The form a profile was built with; null when it was uploaded, or built by a later version of Muster. */
export function formOf({ form }: Pick<ProfileRow, 'form'>): ProfileForm | null {
  if (form === null) return null;
  const parsed = profileFormSchema.safeParse(JSON.parse(form));
  return parsed.success ? parsed.data : null;
}

/** How an assignment is kept: one column says to whom. */
export function toRow(assignment: Assignment): Omit<AssignmentRow, 'profileId'> {
  const { kind } = assignment;
  if (kind === 'all') return { kind, target: '' };
  return { kind, target: kind === 'unit' ? assignment.path : assignment.id };
}

function toLibrary(row: ListedProfile, assignments: AssignmentRow[], counts: Counts): LibraryProfile {
  const mine = assignments.filter(({ profileId }) => profileId === row.id);
  return { ...row, form: formOf(row), assignments: mine.map(toAssignment), counts };
}

function toAssignment({ kind, target }: AssignmentRow): Assignment {
  return assignmentSchema.parse(kind === 'unit' ? { kind, path: target } : { kind, id: target });
}

function countsOf(
  counted: { profileId: string; state: InstallRow['state']; count: number }[],
  id: string,
): Counts {
  const counts: Counts = { pending: 0, installed: 0, failed: 0, removing: 0 };
  for (const { profileId, state, count } of counted) if (profileId === id) counts[state] += count;
  return counts;
}
