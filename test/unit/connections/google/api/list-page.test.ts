import { describe, expect, it } from 'vitest';
import {
  type AskPage,
  type ListPageInput,
  listingParams,
  listPage,
  PageSizes,
} from '../../../../../electron/connections/google/api/list-page.ts';
import { MusterError } from '../../../../../electron/model/errors.ts';

const FIRST: ListPageInput = { query: 'status:managed', orgUnitPath: null, pageToken: null };
const LATER: ListPageInput = { ...FIRST, pageToken: 'token' };

/** Answers each request by a rule, and notes what was asked. */
function server(rule: (input: ListPageInput, maxResults: number, nth: number) => string | MusterError) {
  const asked: { pageToken: string | null; maxResults: number }[] = [];
  const ask: AskPage = async (input, maxResults) => {
    asked.push({ pageToken: input.pageToken, maxResults });
    const answer = rule(input, maxResults, asked.length);
    if (answer instanceof MusterError) throw answer;
    return answer;
  };
  return { ask, asked };
}

function badRequest(message: string): MusterError {
  return new MusterError('google_bad_request', { status: 400, message });
}

describe('the size of a page', () => {
  it.each([200, 100])('falls back to what the server takes (%i), and stays there', async (most) => {
    const sizes = new PageSizes();
    const { ask, asked } = server((_input, size) =>
      size > most ? badRequest('Invalid Input: maxResults') : 'page',
    );
    expect(await listPage(FIRST, sizes, ask)).toBe('page');
    expect(await listPage(LATER, sizes, ask)).toBe('page');
    expect(asked.slice(-2).map(({ maxResults }) => maxResults)).toEqual([most, most]);
    expect(sizes.current()).toBe(most);
  });

  it('another bad request is told as it is', async () => {
    const { ask, asked } = server(() => badRequest('INVALID_OU_ID'));
    await expect(listPage(LATER, new PageSizes(), ask)).rejects.toMatchObject({ code: 'google_bad_request' });
    expect(asked).toHaveLength(1);
  });
});

describe('a page token that gets 503 again and again', () => {
  const away = new MusterError('google_unavailable', { reason: 'backendError' });

  it('is dead when a fresh listing is answered meanwhile', async () => {
    const { ask, asked } = server((input) => (input.pageToken === null ? 'page' : away));
    await expect(listPage(LATER, new PageSizes(), ask)).rejects.toMatchObject({ code: 'google_token_dead' });
    expect(asked.map(({ pageToken }) => pageToken)).toEqual(['token', null, 'token']);
    expect(asked[1]?.maxResults).toBe(1);
  });

  it('lives on when Google was only away', async () => {
    const { ask } = server((_input, _size, nth) => (nth === 1 ? away : 'page'));
    expect(await listPage(LATER, new PageSizes(), ask)).toBe('page');
  });

  it('is not blamed for an outage that lasts', async () => {
    const { ask } = server(() => away);
    await expect(listPage(LATER, new PageSizes(), ask)).rejects.toMatchObject({ code: 'google_unavailable' });
  });
});

describe('what is asked', () => {
  it('is every field, never in an order of Google’s', () => {
    expect(listingParams(LATER)).toEqual({ projection: 'FULL', query: 'status:managed', pageToken: 'token' });
  });

  it('is one unit without its children', () => {
    expect(listingParams({ ...FIRST, orgUnitPath: 'id:03ph8a2z' })).toMatchObject({
      orgUnitPath: 'id:03ph8a2z',
      includeChildOrgunits: false,
    });
  });
});
