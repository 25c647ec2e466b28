/**
 * A key whose plain byte order is the natural order of versions and numbered names: every run of digits is
 * preceded by a character for its length, so that `9` comes before `144`, at each place.
 */
export function naturalKey(text: string): string {
  return text.replace(/\d+/g, (digits) => {
    const number = digits.replace(/^0+(?=\d)/, '');
    return String.fromCharCode(48 + Math.min(number.length, 70)) + number;
  });
}
