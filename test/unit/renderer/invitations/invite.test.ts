import { describe, expect, it } from 'vitest';
import { MusterError } from '../../../../electron/bridge/domain';
import { obstacleOf, obstaclesOf } from '../../../../renderer/pages/invitations/invite/Obstacles';
import { prospect, surveyOf } from '../../../../renderer/pages/invitations/invite/survey';
import { sampleUser } from '../users/samples';

const user = (id: string, otherwise: Parameters<typeof sampleUser>[0] = {}) =>
  sampleUser({ id, ...otherwise });

describe('who would be invited', () => {
  const users = [
    user('plain'),
    user('open'),
    user('bare', { email: null }),
    user('openBare', { email: null }),
    user('away', { state: 'suspended', email: null }),
    user('gone', { state: 'gone' }),
  ];
  const survey = surveyOf(users, new Set(['open', 'openBare', 'gone', 'stranger']));

  it('is counted with nobody twice', () => {
    expect(survey).toMatchObject({ total: 6, notActive: 2, open: 2, noAddress: 1, openNoAddress: 1 });
  });

  it('depends on what becomes of open invitations', () => {
    expect(prospect(survey, false)).toEqual({ made: 2, noAddress: 1 });
    expect(prospect(survey, true)).toEqual({ made: 4, noAddress: 2 });
  });

  it('is named when it is one person', () => {
    expect(survey.name).toBeNull();
    expect(surveyOf([user('u', { displayName: '', userName: 'ada' })], new Set()).name).toBe('ada');
  });
});

describe('what stands in the way', () => {
  const known = { mail: true, baseUrl: 'https://mdm.example.org', listener: 'on' as const, demo: false };

  it('is nothing when all is set up, and nothing is told before it is known', () => {
    expect(obstaclesOf(known)).toEqual([]);
    expect(obstaclesOf({ mail: null, baseUrl: undefined, listener: undefined, demo: false })).toEqual([]);
  });

  it('is a name that leads only to this computer', () => {
    for (const baseUrl of [null, 'https://localhost:8443', 'https://127.0.0.1', 'https://[::1]:8443']) {
      expect(obstaclesOf({ ...known, baseUrl, listener: 'off' })).toEqual(['name']);
    }
  });

  it('is no such name for the people of the demo organisation, who are all here', () => {
    const demo = { ...known, baseUrl: 'https://localhost:8443', demo: true };
    expect(obstaclesOf(demo)).toEqual([]);
    expect(obstaclesOf({ ...demo, listener: 'off' })).toEqual(['listener']);
  });

  it('is a listener that is off, and a missing mail server', () => {
    expect(obstaclesOf({ ...known, mail: false, listener: 'off' })).toEqual(['mail', 'listener']);
    expect(obstaclesOf({ ...known, listener: 'elsewhere' })).toEqual([]);
  });

  it('is what a refusal says', () => {
    expect(obstacleOf(new MusterError('mail_not_set'))).toBe('mail');
    expect(obstacleOf(new MusterError('listener_no_name', { name: 'localhost' }))).toBe('name');
    expect(obstacleOf(new MusterError('invitation_ended'))).toBeNull();
  });
});
