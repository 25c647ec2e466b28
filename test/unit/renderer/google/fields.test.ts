import { describe, expect, test } from 'vitest';
import { attemptOf, draftProblems, EMPTY_DRAFT } from '../../../../renderer/pages/google/setup/draft';
import { addressProblem, clientFromJson, endpointsOf } from '../../../../renderer/pages/google/setup/fields';

const ID = '8412-k3f9x.apps.googleusercontent.com';
const client = { ...EMPTY_DRAFT, clientId: ID, clientSecret: 'GOCSPX-1' };

describe('the OAuth client', () => {
  test('has no problem when id and secret are whole', () => {
    expect(draftProblems(client, 'signIn')).toEqual({});
  });

  test('names each empty field', () => {
    expect(draftProblems(EMPTY_DRAFT, 'signIn')).toEqual({
      clientId: 'field.clientIdMissing',
      clientSecret: 'field.secretMissing',
    });
  });

  test.each([
    ['an e-mail address', 'admin@riverside.example', 'field.clientIdForm'],
    ['the JSON of a web client', '{"web":{"client_id":"x"}}', 'field.clientIdWeb'],
    ['a service account key', '{"type":"service_account"}', 'field.clientIdService'],
    ['half a JSON', '{"installed":', 'field.clientIdForm'],
  ])('tells %s from a client id', (_name, clientId, problem) => {
    expect(draftProblems({ ...client, clientId }, 'signIn')).toEqual({ clientId: problem });
  });

  test('a test tenant may have other forms of id', () => {
    const draft = { ...client, clientId: 'test-client', authRoot: 'http://127.0.0.1:9000' };
    expect(draftProblems(draft, 'signIn')).toEqual({});
  });

  test('the JSON that Google offers fills both fields', () => {
    const json = JSON.stringify({ installed: { client_id: ID, client_secret: 'GOCSPX-1', project_id: 'p' } });
    expect(clientFromJson(json)).toEqual({ clientId: ID, clientSecret: 'GOCSPX-1' });
    expect(clientFromJson(ID)).toBeNull();
  });

  test('is sent without the blanks that come with copying', () => {
    const draft = { ...client, clientId: ` ${ID}\n`, clientSecret: ' GOCSPX-1 ' };
    expect(draftProblems(draft, 'signIn')).toEqual({});
    expect(attemptOf(draft, 'signIn')).toEqual({
      way: 'signIn',
      input: { client: { kind: 'own', clientId: ID, clientSecret: 'GOCSPX-1' }, endpoints: null },
    });
  });
});

describe('the service account', () => {
  test.each(['key', 'guide'] as const)('by the way “%s”, needs a key file and an admin', (way) => {
    expect(draftProblems(EMPTY_DRAFT, way)).toEqual({
      keyFile: 'field.keyMissing',
      subject: 'field.subjectMissing',
    });
    expect(attemptOf(EMPTY_DRAFT, way)).toBeNull();
  });

  test('does not act as itself', () => {
    const subject = 'muster@project.iam.gserviceaccount.com';
    expect(draftProblems({ ...EMPTY_DRAFT, subject }, 'key').subject).toBe('field.subjectService');
  });

  test('ignores what was typed for the other way in', () => {
    expect(draftProblems({ ...EMPTY_DRAFT, clientId: 'nonsense' }, 'key')).not.toHaveProperty('clientId');
  });
});

describe('other addresses', () => {
  test.each([
    ['https://proxy.riverside.example/google', null],
    ['http://127.0.0.1:8085', null],
    ['http://localhost:8085', null],
    ['http://[::1]:8085', null],
    ['', null],
    ['http://proxy.riverside.example', 'field.apiRootScheme'],
    ['http://127.0.0.1.evil.example', 'field.apiRootScheme'],
    ['ftp://riverside.example', 'field.apiRootScheme'],
    ['riverside.example', 'field.apiRootForm'],
  ])('%s → %s', (address, problem) => {
    expect(addressProblem('apiRoot', address)).toBe(problem);
  });

  test('both empty means Google itself', () => {
    expect(endpointsOf({ apiRoot: ' ', authRoot: '' })).toBeNull();
    expect(endpointsOf({ apiRoot: 'https://a.example', authRoot: '' })).toEqual({
      apiRoot: 'https://a.example',
      authRoot: null,
    });
  });
});
