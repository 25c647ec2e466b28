import { CHROMEOS_ACTIONS } from '../../../electron/model/action.ts';
import { openGoogleHarness } from './google-harness.ts';
import { describeActionAdapter } from './suite.ts';

describeActionAdapter('Google', openGoogleHarness, {
  actions: CHROMEOS_ACTIONS,
  kept: ['restart', 'wipe_users', 'wipe_device'],
});
