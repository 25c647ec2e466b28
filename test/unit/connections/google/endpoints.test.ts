import { expect, it } from 'vitest';
import { resolveEndpoints } from '../../../../electron/connections/google/endpoints.ts';

const environment = {
  MUSTER_GOOGLE_API_ROOT: 'https://proxy.example/google',
  MUSTER_GOOGLE_AUTH_ROOT: 'https://proxy.example/auth/',
};

it('goes to Google when nothing else is said', () => {
  expect(resolveEndpoints(null, {})).toEqual({
    apiRoot: 'https://admin.googleapis.com/',
    authorizeUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
    tokenUrl: 'https://oauth2.googleapis.com/token',
    revokeUrl: 'https://oauth2.googleapis.com/revoke',
  });
});

it('lets the environment override Google, with or without a slash at the end', () => {
  expect(resolveEndpoints({ apiRoot: null, authRoot: null }, environment)).toEqual({
    apiRoot: 'https://proxy.example/google/',
    authorizeUrl: 'https://proxy.example/auth/o/oauth2/v2/auth',
    tokenUrl: 'https://proxy.example/auth/token',
    revokeUrl: 'https://proxy.example/auth/revoke',
  });
});

it('lets the connection override the environment, each root by itself', () => {
  const endpoints = resolveEndpoints({ apiRoot: 'http://127.0.0.1:8080/', authRoot: null }, environment);
  expect(endpoints.apiRoot).toBe('http://127.0.0.1:8080/');
  expect(endpoints.tokenUrl).toBe('https://proxy.example/auth/token');
});

it.each([
  'http://localhost:1',
  'http://127.8.9.10',
  'http://[::1]:9',
])('takes %s, on this computer', (root) => {
  expect(resolveEndpoints({ apiRoot: root, authRoot: null }, {}).apiRoot).toBe(`${root}/`);
});

it.each([
  'http://admin.googleapis.com',
  'http://127.0.0.1.evil.example',
  'http://localhost.evil.example',
  'ftp://127.0.0.1',
  'file:///etc',
  'https://user:pass@proxy.example',
  'https://proxy.example/?x=1',
  'not an address',
])('refuses %s and names it', (url) => {
  for (const field of ['apiRoot', 'authRoot'] as const) {
    const override = { apiRoot: null, authRoot: null, [field]: url };
    expect(() => resolveEndpoints(override, {})).toThrow(
      expect.objectContaining({ code: 'google_endpoint_not_allowed', details: { field, url } }),
    );
  }
});
