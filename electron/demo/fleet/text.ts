const BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const TWO = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'));

/** 32 bits as eight hexadecimal digits; a table is several times faster than `toString(16)`. */
export function hex(bits: number): string {
  const byte = (shift: number): string => BYTES[(bits >>> shift) & 255] ?? '';
  return byte(24) + byte(16) + byte(8) + byte(0);
}

/** The day of a time (milliseconds UTC, after 1970) as YYYY-MM-DD, by Hinnant's `civil_from_days`. */
export function isoDate(time: number): string {
  const days = Math.floor(time / 86_400_000) + 719_468;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return `${yearOfEra + era * 400 + (month <= 2 ? 1 : 0)}-${TWO[month]}-${TWO[day]}`;
}

/** The same text as `toISOString`, for times after 1970; records are full of them. */
export function isoTime(time: number): string {
  const ofDay = time % 86_400_000;
  const seconds = Math.floor(ofDay / 1000);
  const millis = ofDay % 1000;
  const tail = `${Math.floor(millis / 100)}${TWO[millis % 100]}`;
  const clock = `${TWO[Math.floor(seconds / 3600)]}:${TWO[Math.floor(seconds / 60) % 60]}:${TWO[seconds % 60]}`;
  return `${isoDate(time)}T${clock}.${tail}Z`;
}
