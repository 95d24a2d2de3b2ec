import { describe, expect, it } from 'vitest';
import { canonicalJson } from '#core/json.ts';
import { type Answer, type ApiCaller, newApiCaller } from '#test/contracts/api-caller.ts';

const keyed = (key: string) => ({ 'idempotency-key': key });

async function taskCount(caller: ApiCaller): Promise<unknown> {
  return (await caller.call('GET', '/tasks?status=any')).json().total;
}

function essence({ status, headers, json }: Answer) {
  return { status, etag: headers.get('etag'), location: headers.get('location'), body: json() };
}

describe('Idempotency-Key', () => {
  it('ID1 of 50 requests at once under one key one adds the task, and the others are answered the same', async () => {
    const caller = await newApiCaller();
    const ask = () => caller.call('POST', '/tasks', { body: { title: 'Once' }, headers: keyed('fifty') });
    const answers = await Promise.all(Array.from({ length: 50 }, ask));
    const done = answers.filter(({ status }) => status === 201);
    const refused = answers.filter(({ status }) => status !== 201);
    expect(refused.map((answer) => answer.code())).toEqual(refused.map(() => 'conflict'));
    expect(new Set(done.map(({ json }) => canonicalJson(json()))).size).toBe(1);
    expect(done.filter(({ headers }) => headers.get('idempotency-replayed') === null)).toHaveLength(1);
    expect(await taskCount(caller)).toBe(1);
  });

  it('ID2 a repeated request is answered with the first status, headers and body, also after later changes', async () => {
    const caller = await newApiCaller();
    const ask = () => caller.call('POST', '/tasks', { body: { title: 'Once' }, headers: keyed('k') });
    const first = await ask();
    const { task } = first.json() as { task: { id: string } };
    await caller.call('PATCH', `/tasks/${task.id}`, { body: { title: 'Changed since' } });
    const again = await ask();
    expect(essence(again)).toEqual(essence(first));
    expect([first, again].map(({ headers }) => headers.get('idempotency-replayed'))).toEqual([null, 'true']);
  });

  it('ID2 every kind of change can be repeated', async () => {
    const caller = await newApiCaller();
    const list = await caller.addList();
    const { id } = await caller.addTask({ tags: ['a'] });
    const { correlationId } = (await caller.call('PATCH', `/tasks/${id}`, { body: { title: 'x' } })).json();
    const changes: [string, string, unknown?][] = [
      ['POST', '/undo', { correlationId }],
      ['PATCH', `/tasks/${id}`, { title: 'Again' }],
      ['POST', `/tasks/${id}/tags`, { add: ['b'] }],
      ['POST', `/tasks/${id}/move`, { listId: list.id }],
      ['POST', `/tasks/${id}/complete`],
      ['POST', `/tasks/${id}/reopen`],
      ['DELETE', `/tasks/${id}`],
      ['POST', `/tasks/${id}/restore`],
      ['POST', '/tags', { tag: 'kept' }],
      ['PATCH', '/tags/kept', { to: 'renamed' }],
      ['DELETE', '/tags/renamed'],
      ['POST', '/lists', { name: 'Second' }],
      ['PATCH', `/lists/${list.id}`, { name: 'First' }],
      ['POST', `/lists/${list.id}/move`, { after: null }],
      ['POST', `/lists/${list.id}/archive`],
      ['POST', `/lists/${list.id}/unarchive`],
      ['PATCH', '/me', { weekStart: 7 }],
    ];
    for (const [at, [method, path, body]] of changes.entries()) {
      const ask = () => caller.call(method, path, { headers: keyed(`c${at}`), ...(body !== undefined && { body }) });
      const first = await ask();
      expect(first.status, `${method} ${path}: ${first.text}`).toBeLessThan(300);
      const again = await ask();
      expect(essence(again), `${method} ${path}`).toEqual(essence(first));
      expect(again.headers.get('idempotency-replayed')).toBe('true');
    }
  });

  it('ID3 the same key with another body, address or precondition is refused, and nothing is written', async () => {
    const caller = await newApiCaller();
    const { id } = await caller.addTask();
    await caller.call('PATCH', `/tasks/${id}`, { body: { title: 'One' }, headers: keyed('k') });
    const before = (await caller.call('GET', '/sync?since=0')).text;
    const others = [
      await caller.call('PATCH', `/tasks/${id}`, { body: { title: 'Two' }, headers: keyed('k') }),
      await caller.call('PATCH', `/tasks/${id}`, {
        body: { title: 'One' },
        headers: { ...keyed('k'), 'if-match': '"2"' },
      }),
      await caller.call('POST', `/tasks/${id}/complete`, { headers: keyed('k') }),
      await caller.call('POST', '/tasks', { body: { title: 'One' }, headers: keyed('k') }),
    ];
    expect(others.map((answer) => [answer.status, answer.code()])).toEqual(others.map(() => [422, 'key_reused']));
    expect((await caller.call('GET', '/sync?since=0')).text).toBe(before);
  });

  it('ID4 a key belongs to its user: the same one of somebody else is another', async () => {
    const [a, b] = [await newApiCaller(), await newApiCaller()];
    const ask = (caller: ApiCaller) =>
      caller.call('POST', '/tasks', { body: { title: 'Mine' }, headers: keyed('shared') });
    const [first, second] = [await ask(a), await ask(b)];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.headers.get('idempotency-replayed')).toBeNull();
    expect(second.json().task).not.toEqual(first.json().task);
  });

  it('ID5 a refused request does not use up its key', async () => {
    const caller = await newApiCaller();
    const { id } = await caller.addTask();
    const ask = () => caller.call('PATCH', `/tasks/${id}`, { body: { title: 'x' }, headers: keyed('k') });
    await caller.call('DELETE', `/tasks/${id}`);
    expect((await ask()).code()).toBe('invalid_state');
    await caller.call('POST', `/tasks/${id}/restore`);
    expect((await ask()).status).toBe(200);
  });

  it.each([
    ['', 400],
    ['two words', 400],
    ['ä', 400],
    ['x'.repeat(256), 400],
    ['x'.repeat(255), 201],
    ['~!"#$%&', 201],
  ])('ID6 the key %j is answered with %i', async (key, status) => {
    const caller = await newApiCaller();
    expect((await caller.call('POST', '/tasks', { body: { title: 'x' }, headers: keyed(key) })).status).toBe(status);
  });
});

describe('the ids of a batch', () => {
  it('ID7 a batch that was partly done is completed by repeating it', async () => {
    const caller = await newApiCaller();
    const commands = ['a', 'b', 'c'].map((id) => ({ id, type: 'task.create', title: id }));
    await caller.call('POST', '/commands', { body: { commands: commands.slice(0, 2) } });
    const { replies } = (await caller.call('POST', '/commands', { body: { commands } })).json() as {
      replies: { isReplay: boolean }[];
    };
    expect(replies.map(({ isReplay }) => isReplay)).toEqual([true, true, false]);
    expect(await taskCount(caller)).toBe(3);
  });

  it('ID7 of 20 equal batches at once each command is done once', async () => {
    const caller = await newApiCaller();
    const commands = ['a', 'b', 'c'].map((id) => ({ id, type: 'task.create', title: id }));
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => caller.call('POST', '/commands', { body: { commands } })),
    );
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
    expect(await taskCount(caller)).toBe(3);
  });
});
