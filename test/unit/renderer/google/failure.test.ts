import { expect, test } from 'vitest';
import { GOOGLE_SCOPES, MusterError } from '../../../../electron/bridge/domain';
import { failureLink, missingScopes } from '../../../../renderer/pages/google/connect/failure';

test('the scopes Google left out are read from the error, however they are parted', () => {
  const [, users, units] = GOOGLE_SCOPES;
  const error = (scopes: string) => new MusterError('google_scope_missing', { scopes });
  expect(missingScopes(error(`${users}, ${units}`))).toEqual([users, units]);
  expect(missingScopes(error(`${users} ${units}`))).toEqual([users, units]);
  expect(missingScopes(new MusterError('google_sign_in_denied'))).toEqual([]);
});

test('a failure leads to the page of Google’s where it can be mended, if there is one', () => {
  expect(failureLink(new MusterError('google_api_disabled'))?.link).toBe('google-api');
  expect(failureLink(new MusterError('google_delegation_missing'))?.link).toBe('google-delegation');
  expect(failureLink(new MusterError('google_sign_in_timeout'))).toBeNull();
});
