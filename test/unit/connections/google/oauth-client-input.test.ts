import { expect, it } from 'vitest';
import {
  parseOauthClient,
  parseOauthClientFile,
} from '../../../../electron/connections/google/oauth-client-input.ts';

const clientId = '123456789012-abcdefghijklmnopqrstuvwxyz012345.apps.googleusercontent.com';
const clientSecret = 'GOCSPX-abcdefghijklmnopqrstuvwxyz12';
const file = {
  installed: { client_id: clientId, client_secret: clientSecret, project_id: 'p', new_field: 1 },
};

it('takes what was copied with blanks around it', () => {
  expect(parseOauthClient({ clientId: ` ${clientId}\n`, clientSecret: `${clientSecret} ` })).toEqual({
    clientId,
    clientSecret,
  });
});

it('takes the whole downloaded file, loaded or pasted into the first field', () => {
  expect(parseOauthClientFile(JSON.stringify(file))).toEqual({ clientId, clientSecret });
  expect(parseOauthClient({ clientId: JSON.stringify(file), clientSecret: '' })).toEqual({
    clientId,
    clientSecret,
  });
});

it.each([
  ['', clientSecret, 'clientId'],
  ['someone@example.com', clientSecret, 'clientId'],
  [`${clientId}.evil.example`, clientSecret, 'clientId'],
  [clientId, '', 'clientSecret'],
  [clientId, 'two words', 'clientSecret'],
])('names the field at fault in %j, %j', (id, secret, field) => {
  expect(() => parseOauthClient({ clientId: id, clientSecret: secret })).toThrow(
    expect.objectContaining({ code: 'google_client_invalid', details: { field, clientId: id.trim() } }),
  );
});

it.each([
  ['not JSON', 'file'],
  ['{}', 'file'],
  [JSON.stringify({ web: file.installed }), 'type'],
  [JSON.stringify({ installed: { ...file.installed, client_id: '{"installed":{}}' } }), 'clientId'],
  [JSON.stringify({ installed: { ...file.installed, client_secret: '' } }), 'clientSecret'],
])('names what is wrong with the file %s', (text, field) => {
  expect(() => parseOauthClientFile(text)).toThrow(
    expect.objectContaining({ code: 'google_client_invalid', details: expect.objectContaining({ field }) }),
  );
});
