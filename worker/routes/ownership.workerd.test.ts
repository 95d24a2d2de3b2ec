import { beforeAll, describe, expect, it } from 'vitest';
import { publishedOperations } from '#test/contracts/api-document.ts';
import { expectGuarded, expectOwnership, newOwner, type Owner } from '#test/contracts/route-security.ts';
import { SAMPLE_REQUESTS } from '#test/contracts/sample-requests.ts';

const operations = (await publishedOperations()).filter(({ access }) => access === 'token' || access === 'session');
const eachOperation = operations.map((operation) => [operation.id, operation] as const);

/** Who may call each route, and whose things it reaches: the same for every route, so that none is less well guarded. */
describe('every published route that takes a user', () => {
  // Making one takes longer than a check, so those that no check changes are made once.
  let theirs: Owner;
  let reader: Owner;
  beforeAll(async () => {
    [theirs, reader] = await Promise.all([newOwner(), newOwner()]);
  });

  it('OW3 has sample requests, so that none can escape the two checks below', () => {
    expect(operations.map(({ id }) => id).filter((id) => !(id in SAMPLE_REQUESTS))).toEqual([]);
    expect(operations.length).toBeGreaterThan(30);
  });

  it.each(eachOperation)('OW1 %s is guarded', async (_id, operation) => {
    await expectGuarded(operation, theirs);
  });

  it.each(eachOperation)("OW2 %s reaches only what is the caller's own", async (_id, operation) => {
    const mine = operation.method === 'GET' ? reader : await newOwner();
    await expectOwnership(operation, mine, theirs);
  });
});
