/** Longest name before its ending, in characters. */
const LONGEST = 60;

/** A name for the profile’s file that every system and header takes: `Riverside-Schools.mobileconfig`. */
export function profileFileName(organisation: string): string {
  const plain = organisation
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, '');
  return `${plain === '' ? 'enrollment' : plain}.mobileconfig`;
}
