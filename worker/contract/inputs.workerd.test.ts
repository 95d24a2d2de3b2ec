import { beforeAll, describe, expect, it } from 'vitest';
import { type ApiCaller, type CallOptions, newApiCaller } from '#test/contracts/api-caller.ts';
import { nthId } from '#test/ids.ts';

let caller: ApiCaller;

beforeAll(async () => {
  caller = await newApiCaller();
});

const JSON_TYPE = { 'content-type': 'application/json' };

function raw(rawBody: BodyInit, headers: Record<string, string> = JSON_TYPE): CallOptions {
  return { rawBody, headers };
}

describe('bodies', () => {
  it.each([
    ['no content type', raw('{"title":"x"}', {}), 415],
    ['text/plain', raw('{"title":"x"}', { 'content-type': 'text/plain' }), 415],
    ['a form', raw('title=x', { 'content-type': 'application/x-www-form-urlencoded' }), 415],
    ['multipart', raw('--x--', { 'content-type': 'multipart/form-data; boundary=x' }), 415],
    ['another charset', raw('{"title":"x"}', { 'content-type': 'application/json; charset=iso-8859-1' }), 415],
    ['a body said to be compressed', raw('{"title":"x"}', { ...JSON_TYPE, 'content-encoding': 'gzip' }), 415],
    ['no body and no content type', {}, 400],
    ['an empty body', raw('', JSON_TYPE), 400],
    ['broken JSON', raw('{"title":'), 400],
    ['a body that is no object', raw('[]'), 400],
    ['a bare text', raw('"title"'), 400],
    ['null', raw('null'), 400],
    ['bytes that are no UTF-8', raw(new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])), 400],
    ['a lone surrogate as an escape', raw('{"title":"\\ud800"}'), 400],
    ['NUL', raw('{"title":"a\\u0000b"}'), 400],
    ['a key that stands twice', raw('{"title":"x","title":"y"}'), 400],
    ['__proto__', raw('{"title":"x","__proto__":{"isAdmin":true}}'), 400],
    ['constructor', raw('{"title":"x","constructor":{"prototype":{}}}'), 400],
    ['depth 10,000', raw(`{"title":${'['.repeat(10_000)}${']'.repeat(10_000)}}`), 400],
    ['depth 100,000 that is never closed', raw(`{"title":${'['.repeat(100_000)}`), 400],
    ['10 MB', raw(`{"title":"${'x'.repeat(10_000_000)}"}`), 413],
    ['one byte more than 256 KiB', raw(`{"title":"${'x'.repeat(256 * 1024 + 1 - 12)}"}`), 413],
  ])('IN1 %s is refused', async (_name, options, status) => {
    const answer = await caller.call('POST', '/tasks', options);
    expect(answer.status).toBe(status);
    expect(answer.code()).toBe({ 400: 'validation_failed', 413: 'too_large', 415: 'unsupported_media_type' }[status]);
  });

  it('IN1 says where JSON is broken, and does not quote it', async () => {
    const answer = await caller.call('POST', '/tasks', raw('{"title": "secret",\n  "notes": secret}'));
    expect(answer.json().errors).toEqual([{ path: '', message: 'is not JSON at line 2, column 12' }]);
    expect(answer.text).not.toContain('secret');
  });

  it('IN1 a byte order mark is taken off, and the charset may be named', async () => {
    const bytes = new Uint8Array([0xef, 0xbb, 0xbf, ...new TextEncoder().encode('{"title":"With a mark"}')]);
    const answer = await caller.call(
      'POST',
      '/tasks',
      raw(bytes, { 'content-type': 'Application/JSON; Charset="UTF-8"' }),
    );
    expect([answer.status, (answer.json().task as { title: string }).title]).toEqual([201, 'With a mark']);
  });

  it('IN1 a body that arrives in endless pieces is cut off at the limit', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 65_536;
        if (sent > 64 * 1024 * 1024) controller.close();
        else controller.enqueue(new Uint8Array(65_536).fill(0x20));
      },
    });
    const answer = await caller.call('POST', '/tasks', raw(endless));
    expect([answer.status, answer.code()]).toEqual([413, 'too_large']);
    expect(sent).toBeLessThan(2 * 1024 * 1024);
  });

  it('IN1 a route without a body takes none, or an empty object', async () => {
    const { id } = await caller.addTask();
    expect((await caller.call('POST', `/tasks/${id}/complete`, { body: {} })).status).toBe(200);
    expect((await caller.call('POST', `/tasks/${id}/reopen`)).status).toBe(200);
    expect((await caller.call('POST', `/tasks/${id}/complete`, { body: { force: true } })).status).toBe(400);
  });
});

describe('fields', () => {
  it.each([
    ['id'],
    ['userId'],
    ['user_id'],
    ['version'],
    ['createdAt'],
    ['status'],
    ['completedAt'],
    ['orderKey'],
    ['role'],
  ])('IN2 %s is not for clients to set', async (field) => {
    const { id } = await caller.addTask();
    for (const [method, path, base] of [
      ['POST', '/tasks', { title: 'x' }],
      ['PATCH', `/tasks/${id}`, {}],
    ] as const) {
      const answer = await caller.call(method, path, { body: { ...base, [field]: 'x' } });
      expect([answer.status, answer.json().errors]).toEqual([400, [{ path: field, message: 'is not known here' }]]);
    }
  });

  it('IN2 every mistake is named with its path', async () => {
    const body = {
      commands: [
        {
          id: 'a',
          type: 'task.update',
          taskId: 'nope',
          patch: { title: '', due: { kind: 'date', date: '2026-02-30' }, colour: 'red' },
        },
      ],
    };
    const { errors } = (await caller.call('POST', '/commands', { body })).json() as { errors: { path: string }[] };
    expect(errors.map(({ path }) => path).sort()).toEqual([
      'commands.0.patch.colour',
      'commands.0.patch.due.date',
      'commands.0.patch.title',
      'commands.0.taskId',
    ]);
  });

  it.each([
    ['0 characters', '', 400],
    ['only blanks', '   ', 400],
    ['1 character', 'x', 201],
    ['500 characters', 'x'.repeat(500), 201],
    ['501 characters', 'x'.repeat(501), 400],
    ['500 emoji of two code units', '😀'.repeat(500), 201],
    ['501 emoji', '😀'.repeat(501), 400],
    ['a line break', 'a\nb', 400],
    ['200,000 characters', 'x'.repeat(200_000), 400],
  ])('IN4 a title of %s', async (_name, title, status) => {
    expect((await caller.call('POST', '/tasks', { body: { title } })).status).toBe(status);
  });

  it('IN4 notes are limited in bytes, not in characters', async () => {
    const notes = (text: string) => caller.call('POST', '/tasks', { body: { title: 'Notes', notes: text } });
    expect((await notes('ä'.repeat(32_768))).status).toBe(201);
    expect((await notes('ä'.repeat(32_769))).status).toBe(400);
  });

  it.each([
    ['right-to-left override', 'invoice\u202Egpj.exe'],
    ['zero-width joiners', '👨‍👩‍👧‍👦 family'],
    ['zero-width spaces', 'a\u200Bb'],
    ['a stack of combining marks', `z${'\u0301'.repeat(200)}`],
    ['composed', 'caf\u00e9'],
    ['decomposed', 'cafe\u0301'],
    ['markup', '<script>alert(1)</script>'],
    ['SQL', "'; DROP TABLE tasks; --"],
    ['a template', '{{7*7}} <%= 7*7 %> #{7*7}'],
    ['other scripts', 'قائمة 買い物 खरीदारी'],
  ])('IN5 text comes back as it was: %s', async (_name, title) => {
    const { id } = await caller.addTask({ title, notes: `${title}\n${title}` });
    const { task } = (await caller.call('GET', `/tasks/${id}`)).json() as { task: { title: string; notes: string } };
    expect([task.title, task.notes]).toEqual([title, `${title}\n${title}`]);
  });

  it.each([
    ['30 February', { kind: 'date', date: '2026-02-30' }],
    ['29 February of a common year', { kind: 'date', date: '2027-02-29' }],
    ['year 0', { kind: 'date', date: '0000-01-01' }],
    ['year 10000', { kind: 'date', date: '10000-01-01' }],
    ['month 13', { kind: 'date', date: '2026-13-01' }],
    ['24:00', { kind: 'floating', local: '2026-11-21T24:00' }],
    ['a leap second', { kind: 'floating', local: '2026-12-31T23:59:60' }],
    ['an offset', { kind: 'floating', local: '2026-11-21T15:00+01:00' }],
    ['Z', { kind: 'floating', local: '2026-11-21T15:00Z' }],
    ['an unknown zone', { kind: 'fixed', local: '2026-11-21T15:00', zone: 'Mars/Olympus' }],
    ['an offset as a zone', { kind: 'fixed', local: '2026-11-21T15:00', zone: '+01:00' }],
    ['no zone', { kind: 'fixed', local: '2026-11-21T15:00' }],
    ['a zone where none belongs', { kind: 'floating', local: '2026-11-21T15:00', zone: 'UTC' }],
    ['an unknown kind', { kind: 'someday' }],
    ['a number', 1_795_000_000],
  ])('IN6 a due with %s is refused', async (_name, due) => {
    expect((await caller.call('POST', '/tasks', { body: { title: 'Due', due } })).status).toBe(400);
  });

  it.each([
    ['a time that a clock change skips', { kind: 'fixed', local: '2026-03-29T02:30', zone: 'Europe/Berlin' }],
    ['a time that occurs twice', { kind: 'fixed', local: '2026-10-25T02:30', zone: 'Europe/Berlin' }],
    ['29 February of a leap year', { kind: 'date', date: '2028-02-29' }],
  ])('IN6 a due at %s is kept as it was written', async (_name, due) => {
    const task = await caller.addTask({ title: 'Due', due });
    expect(task.due).toEqual(due);
  });
});

describe('ids and queries', () => {
  it.each([
    '1',
    '-1',
    '1e21',
    '0x10',
    '9007199254740993',
    "1' OR '1'='1",
    '..%2f..%2fetc',
    '%2e%2e',
    'task_',
    `task_${'8'.repeat(26)}`,
    `list_${'0'.repeat(26)}`,
    'TASK_01JD8XV0Q5E3T8H2W6M4K9R7ZN',
    '%00',
    '%ff',
  ])('IN7 %s is no task id', async (id) => {
    for (const [method, path] of [
      ['GET', `/tasks/${id}`],
      ['PATCH', `/tasks/${id}`],
      ['POST', `/tasks/${id}/complete`],
      ['DELETE', `/tasks/${id}`],
    ] as const) {
      const answer = await caller.call(method, path, method === 'PATCH' ? { body: { title: 'x' } } : {});
      expect([400, 404], `${method} ${path}: ${answer.status}`).toContain(answer.status);
      answer.code();
    }
  });

  it.each([
    'limit=5',
    'page=0',
    'page=-1',
    'page=1e3',
    'page=1000000000',
    'per_page=201',
    'per_page=1000000000',
    'page=1&page=2',
    'sort=rowid',
    'sort=title;drop',
    'order=up',
    'status=deleted',
    'priority=highest',
    'overdue=1',
    'list=1',
    'due_before=tomorrow',
    'search=a%00b',
    '__proto__=1',
    'constructor=1',
    `search=${'x'.repeat(201)}`,
    Array.from({ length: 21 }, (_, at) => `tag=t${at}`).join('&'),
    Array.from({ length: 10_000 }, (_, at) => `x${at}=1`).join('&'),
  ])('IN8 ?%s is refused', async (query) => {
    const answer = await caller.call('GET', `/tasks?${query.slice(0, 60_000)}`);
    expect([answer.status, answer.code()]).toEqual([400, 'validation_failed']);
    expect((answer.json().errors as unknown[]).length).toBeLessThanOrEqual(50);
  });

  it.each([
    ['a quote', "it's", "it's here"],
    ['double quotes', '"quoted"', 'a "quoted" word'],
    ['unbalanced quotes', '"open', 'an "open one'],
    ['a star', 'a*b', 'a*b literally'],
    ['percent', '100%', '100% sure'],
    ['underscore', 'snake_case', 'snake_case name'],
    ['a backslash', 'C:\\dir', 'C:\\dir on disk'],
    ['NEAR(', 'NEAR(', 'NEAR( the end'],
    ['AND', 'AND', 'this AND that'],
    ['a minus', '-x', 'flag -x set'],
    ['a colon', 'title:x', 'write title:x here'],
    ['60 characters', 'y'.repeat(60), `${'y'.repeat(60)} is long`],
    ['an emoji', '🎉', 'party 🎉 time'],
  ])('IN9 search takes %s literally', async (_name, search, title) => {
    const fresh = await newApiCaller();
    await fresh.addTask({ title });
    await fresh.addTask({ title: 'Something else entirely, zzz' });
    const answer = await fresh.call('GET', `/tasks?search=${encodeURIComponent(search)}`);
    expect((answer.json().tasks as { title: string }[]).map((task) => task.title)).toEqual([title]);
  });

  it.each([
    'since=-1',
    'since=1e3',
    'since=x',
    'since=9999999999999999',
    '',
    'since=0&limit=501',
    'since=0&limit=0',
    'since=0&after=3',
  ])('IN10 /sync?%s is refused', async (query) => {
    expect((await caller.call('GET', `/sync?${query}`)).code()).toBe('validation_failed');
  });

  it("IN10 a cursor from nowhere is answered with reset, never with somebody else's events", async () => {
    const other = await newApiCaller();
    await other.addTask({ title: 'Not yours' });
    const epoch = await caller.call('GET', '/sync?since=0&epoch=forged');
    expect(epoch.json()).toMatchObject({ kind: 'reset' });
    const future = await caller.call('GET', '/sync?since=999999999999999');
    expect(future.text).not.toContain('Not yours');
  });

  it('IN11 a request that is refused leaves nothing behind', async () => {
    const fresh = await newApiCaller();
    const before = (await fresh.call('GET', '/sync?since=0')).text;
    for (const body of ['{"title":"x","title":"y"}', '{"title":', '{"title":"x","role":1}'])
      await fresh.call('POST', '/tasks', raw(body));
    await fresh.call('POST', '/commands', {
      body: {
        commands: [
          { id: 'a', type: 'task.create', title: 'x' },
          { id: 'a', type: 'task.create', title: 'y' },
        ],
      },
    });
    expect((await fresh.call('GET', '/sync?since=0')).text).toBe(before);
  });

  it('IN12 a batch of 0, of 201, and with twins is refused; one of 200 is done', async () => {
    const batch = (ids: string[]) =>
      caller.call('POST', '/commands', {
        body: { commands: ids.map((id) => ({ id, type: 'tag.create', tag: 'batch' })) },
      });
    const ids = Array.from({ length: 201 }, (_, at) => nthId('task', at));
    expect((await batch([])).code()).toBe('validation_failed');
    expect((await batch(ids)).code()).toBe('validation_failed');
    expect((await batch(['a', 'b', 'a'])).json().errors).toEqual([
      { path: 'commands.2.id', message: 'must differ from every other id of the batch' },
    ]);
    expect((await batch(ids.slice(1))).status).toBe(200);
  });
});
