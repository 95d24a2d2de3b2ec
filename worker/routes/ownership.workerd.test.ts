import { describe, expect, it } from 'vitest';
import { publishedOperations } from '#test/contracts/api-document.ts';
import { expectGuarded, expectOwnership } from '#test/contracts/route-security.ts';
import { SAMPLE_REQUESTS } from '#test/contracts/sample-requests.ts';

const operations = (await publishedOperations()).filter(({ access }) => access === 'token' || access === 'session');

describe('every published route that takes a user', () => {
  it('OW3 has sample requests, so that none can escape the two checks below', () => {
    expect(operations.map(({ id }) => id).filter((id) => !(id in SAMPLE_REQUESTS))).toEqual([]);
    expect(operations.length).toBeGreaterThan(30);
  });

  it.each(operations.map((operation) => [operation.id, operation] as const))(
    'OW1 %s is guarded',
    async (_id, operation) => {
      await expectGuarded(operation);
    },
  );

  it.each(operations.map((operation) => [operation.id, operation] as const))(
    "OW2 %s reaches only what is the caller's own",
    async (_id, operation) => {
      await expectOwnership(operation);
    },
  );
});
