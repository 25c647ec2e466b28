import { isDict, type PlistDict } from '../../../../model/apple/plist.ts';
import type { DeviceState } from '../state.ts';
import { type Carry, done, formatError } from './answer.ts';

/** Settings (Apple, mdm/commands/settings): each item has a status of its own. */
export const settings: Carry = ({ state }, { Settings }) => {
  if (!Array.isArray(Settings)) return formatError;
  return done({ Settings: Settings.filter(isDict).map((item) => set(state, item)) });
};

function set(state: DeviceState, item: PlistDict): PlistDict {
  const named = typeof item.Item === 'string' ? item.Item : '';
  const refused = (words: string): PlistDict => ({
    Item: named,
    Status: 'Error',
    ErrorChain: [
      {
        ErrorCode: 12021,
        ErrorDomain: 'MCMDMErrorDomain',
        LocalizedDescription: words,
        USEnglishDescription: words,
      },
    ],
  });
  if (named !== 'DeviceName') return refused(`The setting “${named}” is not known.`);
  if (typeof item.DeviceName !== 'string') return refused('The setting has no name in it.');
  if (state.hardware.kind !== 'mac' && !state.supervised) return refused('The device is not supervised.');
  state.name = item.DeviceName;
  return { Item: named, Status: 'Acknowledged' };
}
