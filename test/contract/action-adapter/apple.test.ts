import { APPLE_ACTIONS } from '../../../electron/model/action.ts';
import { openAppleHarness } from './apple-harness.ts';
import { describeActionAdapter } from './suite.ts';

describeActionAdapter('Apple', openAppleHarness, {
  actions: APPLE_ACTIONS,
  kept: APPLE_ACTIONS,
  spared: ['refuses', 'rate_limited', 'barred'],
});
