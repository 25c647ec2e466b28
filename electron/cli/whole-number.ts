import { InvalidArgumentError } from 'commander';

/** Makes a reader of an option's number, from 0 to `most`; anything else is bad usage. */
export function wholeNumber(most = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    if (/^\d+$/.test(text) && Number(text) <= most) return Number(text);
    const end = most === Number.MAX_SAFE_INTEGER ? '' : ` to ${most}`;
    throw new InvalidArgumentError(`It must be a whole number from 0${end}.`);
  };
}
