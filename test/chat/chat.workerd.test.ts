import { describe, expect, it } from 'vitest';
import { toInstant } from '#core/instant.ts';
import { nthId } from '../ids.ts';
import { modelThat, newPerson, type Person, parrot, wordsOf } from './person.ts';
import { kinds } from './test-turn.ts';

const ADD = (title: string): [string, unknown] => ['add', { tasks: [{ title }] }];

/** Adds what is named, then says so. */
const adding = (...titles: string[]) =>
  modelThat((_request, nth) => (nth === 1 ? { call: titles.map(ADD) } : { say: 'Done.' }));

const enginesOf = (events: { type: string }[]) => events.filter(({ type }) => type === 'engine');

describe('conversations', () => {
  it('CH1 are begun once under a key, named by what was said first, listed by what was said last, and deleted', async () => {
    const ada = await newPerson();
    const { id } = await ada.chat().createConversation('key');
    expect((await ada.chat().createConversation('key')).id).toBe(id);
    expect((await ada.chat().listConversations(null)).conversations).toEqual([]);
    const other = await ada.converse();
    await ada.say(id, `${'long '.repeat(40)}\nsecond line`);
    await ada.say(other, 'short');
    const { conversations, hasMore } = await ada.chat().listConversations(null);
    expect([conversations.map((each) => each.id), hasMore]).toEqual([[other, id], false]);
    expect(conversations.map(({ title }) => [...title].length)).toEqual([5, 80]);
    expect((await ada.chat().listConversations(other)).conversations.map((each) => each.id)).toEqual([id]);
    await ada.chat().deleteConversation(id);
    await expect(ada.chat().getConversation(id, null)).rejects.toMatchObject({ code: 'not_found' });
    await expect(ada.chat().deleteConversation(id)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('CH1 belong to one person', async () => {
    const [ada, eve] = [await newPerson(), await newPerson()];
    const id = await ada.converse();
    const { turn } = await ada.say(id, 'mine');
    for (const attempt of [
      () => eve.chat().getConversation(id, null),
      () => eve.chat().deleteConversation(id),
      () => eve.begin(id, 'hello'),
      () => eve.chat().getSent(id, turn.id),
      () => eve.chat().listConversations(id),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'not_found' });
    }
    const own = await eve.converse();
    await expect(eve.chat().getConversation(own, turn.id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(eve.begin(own, { choice: { turnId: turn.id, index: 0 } })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('a turn', () => {
  it('CH2 is stored as it was streamed: text in one piece, a tool with its result', async () => {
    const ada = await newPerson({ model: adding('Milk') });
    const id = await ada.converse();
    const { turn, streamed } = await ada.say(id, 'add milk please');
    expect(streamed.map(({ type }) => type)).toEqual(['turn', 'engine', 'tool', 'tool', 'text', 'done']);
    expect(turn.events.map(({ type }) => type)).toEqual(['engine', 'tool', 'text', 'done']);
    const { turns } = await ada.chat().getConversation(id, null);
    expect(turns).toEqual([turn]);
    expect(turn).toMatchObject({ engine: 'openai', isSent: true, text: 'add milk please' });
    expect(turn.events[1]).toMatchObject({ type: 'tool', tool: 'add', result: { isRefused: false } });
  });

  it('CH3 happens once under a key, and is answered again as it was', async () => {
    const model = adding('Milk');
    const ada = await newPerson({ model });
    const id = await ada.converse();
    const first = await ada.say(id, 'add milk', { key: 'k' });
    const again = await ada.say(id, 'add milk', { key: 'k' });
    expect(again).toMatchObject({ isReplay: true, turn: first.turn });
    expect(again.streamed.slice(1)).toEqual(first.turn.events);
    expect([await ada.titles(), model.asked.length]).toEqual([['Milk'], 2]);
    await expect(ada.begin(id, 'add bread', 'k')).rejects.toMatchObject({ code: 'key_reused' });
    await expect(ada.begin(await ada.converse(), 'add milk', 'k')).rejects.toMatchObject({ code: 'key_reused' });
  });

  it('CH3 is one at a time in a conversation, twins included; one that was cut off holds nobody up', async () => {
    let now = Date.parse('2026-11-21T10:00:00Z');
    const ada = await newPerson({ effects: { now: () => toInstant(now) } });
    const id = await ada.converse();
    const twins = await Promise.allSettled([ada.begin(id, 'one', 'k1'), ada.begin(id, 'two', 'k2')]);
    expect(twins.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(ada.begin(id, 'three')).rejects.toMatchObject({ code: 'conflict' });
    now += 16 * 60_000;
    const { turn } = await ada.say(id, 'sure: four');
    expect(turn.events.at(-1)).toMatchObject({ type: 'done', end: 'answered' });
    const key = twins[0]?.status === 'fulfilled' ? (['one', 'k1'] as const) : (['two', 'k2'] as const);
    const cut = await ada.say(id, key[0], { key: key[1] });
    expect(cut).toMatchObject({ isReplay: true, turn: { events: [{ type: 'done', end: 'failed' }] } });
  });

  it('CH9 is taken back by one undo, whatever it did', async () => {
    const ada = await newPerson({ model: adding('Milk', 'Bread', 'Salt') });
    const id = await ada.converse();
    const { turn } = await ada.say(id, 'shopping');
    const done = turn.events.at(-1);
    expect(done).toMatchObject({ type: 'done', end: 'answered', correlationIds: [expect.stringMatching(/^cor_/)] });
    expect(await ada.titles()).toEqual(['Bread', 'Milk', 'Salt']);
    const correlationId = done?.type === 'done' ? (done.correlationIds[0] ?? '') : '';
    await ada.user.done({ type: 'undo', correlationId });
    expect(await ada.titles()).toEqual([]);
  });

  it('CH9 “undo that” takes back what the conversation did last, and the undo can be undone', async () => {
    const model = modelThat(({ messages }, nth) => {
      if (messages.at(-1)?.role === 'tool') return { say: 'Done.' };
      return nth === 1 ? { call: [ADD('Milk'), ADD('Bread')] } : { call: [['undo', {}]] };
    });
    const ada = await newPerson({ model });
    const id = await ada.converse();
    await ada.say(id, 'shopping');
    const { turn } = await ada.say(id, 'undo that');
    expect(await ada.titles()).toEqual([]);
    const done = turn.events.at(-1);
    await ada.user.done({ type: 'undo', correlationId: done?.type === 'done' ? (done.correlationIds[0] ?? '') : '' });
    expect(await ada.titles()).toEqual(['Bread', 'Milk']);
  });

  it('CH8 is kept as far as it came when it is stopped, and what it did by then is told', async () => {
    const stop = new AbortController();
    const model = modelThat((_request, nth) =>
      nth === 1
        ? { say: 'First ', call: [ADD('Milk')] }
        : { before: () => stop.abort(), say: 'never', call: [ADD('Bread')] },
    );
    const ada = await newPerson({ model });
    const id = await ada.converse();
    const { turn } = await ada.say(id, 'shopping', { signal: stop.signal });
    expect(turn.events.at(-1)).toMatchObject({ end: 'stopped', correlationIds: [expect.any(String)] });
    expect([await ada.titles(), wordsOf(turn)]).toEqual([['Milk'], 'First ']);
    expect((await ada.chat().getConversation(id, null)).turns).toEqual([turn]);
  });

  it('CH11 leaves behind what it was about, whoever answered', async () => {
    const titles: string[][] = [];
    const looking = {
      ...parrot,
      consider: async (turn: Parameters<typeof parrot.consider>[0], tools: Parameters<typeof parrot.consider>[1]) => {
        titles.push(
          turn.dialogue.shown.map(({ title }) => title),
          turn.dialogue.touched.map(({ title }) => title),
        );
        return await parrot.consider(turn, tools);
      },
    };
    const model = modelThat((_request, nth) =>
      nth === 1 ? { call: [ADD('Milk'), ['find', { sort: 'title' }]] } : { say: 'Done.' },
    );
    const ada = await newPerson({ model, pocket: looking });
    await ada.user.done({ type: 'task.create', title: 'Bread' });
    const id = await ada.converse();
    await ada.say(id, 'shopping');
    await ada.say(id, 'sure: and now');
    expect(titles).toEqual([[], [], ['Bread', 'Milk'], ['Milk']]);
  });
});

describe('who answers', () => {
  it('CH4 what is understood with certainty never goes to a model', async () => {
    const model = adding('Milk');
    const ada = await newPerson({ model });
    const { turn } = await ada.say(await ada.converse(), 'sure: hello');
    expect([model.asked.length, turn.isSent, wordsOf(turn)]).toEqual([0, false, 'Without a model: sure: hello']);
    expect(enginesOf(turn.events)).toMatchObject([{ engine: 'pocket', why: 'certain' }]);
  });

  it('CH4 nothing goes to a model before its user switched it on, nor after they switched it off', async () => {
    const model = modelThat(() => ({ say: 'Hello.' }));
    const ada = await newPerson({ model, isModelOn: false });
    const id = await ada.converse();
    const { turn } = await ada.say(id, 'anything');
    expect([model.asked.length, turn.isSent]).toEqual([0, false]);
    expect(enginesOf(turn.events)).toMatchObject([{ engine: 'pocket', why: 'switched_off' }]);
    await ada.set({ isModelOn: true });
    await ada.say(id, 'anything');
    expect(model.asked.length).toBe(1);
    await ada.set({ isModelOn: false });
    await ada.say(id, 'anything');
    expect(model.asked.length).toBe(1);
  });

  it('CH4 without a model the chat answers all the same, and none can be switched on', async () => {
    const ada = await newPerson();
    const { turn } = await ada.say(await ada.converse(), 'anything');
    expect(enginesOf(turn.events)).toMatchObject([{ engine: 'pocket', why: 'only' }]);
    await expect(ada.set({ isModelOn: true })).rejects.toMatchObject({ code: 'invalid_state' });
    expect(await ada.chat().getSettings()).toEqual({
      settings: { isModelOn: false, keepDays: 90 },
      offered: null,
      budget: null,
    });
  });

  it('CH5 what went to a model is kept and shown, word for word', async () => {
    const model = adding('Milk');
    const ada = await newPerson({ model });
    const id = await ada.converse();
    const { turn } = await ada.say(id, 'add milk');
    const sent = await ada.chat().getSent(id, turn.id);
    expect(sent).toMatchObject({ to: { model: 'test-model', host: 'model.test' }, requests: 2, tokens: 200 });
    expect(sent.messages).toEqual(model.asked.at(-1)?.messages);
    const quiet = await ada.say(id, 'sure: hello');
    await expect(ada.chat().getSent(id, quiet.turn.id)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('CH6 a model that fails is replaced, and this is said', async () => {
    const ada = await newPerson({ model: modelThat(() => ({ fail: 500 })) });
    const { turn } = await ada.say(await ada.converse(), 'anything');
    expect(enginesOf(turn.events)).toMatchObject([
      { engine: 'openai', why: 'asked' },
      { engine: 'pocket', why: 'fallback', detail: expect.stringContaining('(500)') },
    ]);
    expect([wordsOf(turn), turn.engine, turn.events.at(-1)]).toMatchObject([
      'Without a model: anything',
      'pocket',
      { end: 'answered' },
    ]);
    expect(ada.logged).toMatchObject([{ event: 'chat.model_failed' }]);
  });

  it('CH6 what a model had begun is not begun again by somebody else', async () => {
    const model = modelThat((_request, nth) => (nth === 1 ? { call: [ADD('Milk')] } : { fail: 500 }));
    const ada = await newPerson({ model });
    const { turn } = await ada.say(await ada.converse(), 'add milk');
    expect(await ada.titles()).toEqual(['Milk']);
    expect(kinds(turn.events)).toEqual(['engine', 'tool', 'error', 'done']);
    expect(turn.events.at(-1)).toMatchObject({ end: 'failed', correlationIds: [expect.any(String)] });
    expect([model.asked.length, wordsOf(turn)]).toEqual([2, '']);
  });

  it('CH6 after three failures it is not asked for a minute', async () => {
    let now = Date.parse('2026-11-21T10:00:00Z');
    let isBroken = true;
    const model = modelThat(() => (isBroken ? { fail: 400 } : { say: 'Hello.' }));
    const ada = await newPerson({ model, effects: { now: () => toInstant(now) } });
    const id = await ada.converse();
    for (const asked of [1, 2, 3, 3, 3]) {
      await ada.say(id, 'anything');
      expect(model.asked.length).toBe(asked);
    }
    now += 61_000;
    isBroken = false;
    const { turn } = await ada.say(id, 'anything');
    expect([model.asked.length, wordsOf(turn)]).toEqual([4, 'Hello.']);
  });

  it('CH7 a model that calls and calls ends the turn, and is told as that', async () => {
    const model = modelThat((_request, nth) => ({ call: [['find', { page: nth }]] }));
    const ada = await newPerson({ model });
    const { turn } = await ada.say(await ada.converse(), 'anything');
    expect(turn.events.slice(-2)).toMatchObject([{ type: 'error', code: 'too_many_rounds' }, { end: 'failed' }]);
    expect(model.asked.length).toBe(8);
  });

  it('CH6 what breaks on our side is an event that tells nothing, and is logged', async () => {
    const broken = { ...parrot, consider: async () => Promise.reject(new Error('secret thing')) };
    const ada = await newPerson({ pocket: broken });
    const { turn } = await ada.say(await ada.converse(), 'anything');
    expect(turn.events).toMatchObject([{ type: 'error', code: 'internal' }, { end: 'failed' }]);
    expect(JSON.stringify(turn.events)).not.toContain('secret thing');
    expect(ada.logged).toMatchObject([{ event: 'chat.turn_failed', error: expect.stringContaining('secret thing') }]);
  });
});

describe('what a model asks for', () => {
  async function twoTasks(ada: Person): Promise<string[]> {
    const made = [
      await ada.user.done({ type: 'task.create', title: 'A' }),
      await ada.user.done({ type: 'task.create', title: 'B' }),
    ];
    return made.map(({ task }) => task?.id ?? '');
  }

  it('CH10 deleting several waits for a click in the same conversation, and no tool gives it', async () => {
    let ids: string[] = [];
    const planOf = (content: string) => /pln_[0-9a-z]+/.exec(content)?.[0] ?? '';
    const model = modelThat(({ messages }, nth) => {
      if (nth === 1) return { call: [['delete', { ids }]] };
      const last = messages.at(-1);
      return nth === 2 ? { call: [['apply', { plan: planOf(last?.content ?? '') }]] } : { say: 'Please confirm.' };
    });
    const ada = await newPerson({ model });
    ids = await twoTasks(ada);
    const id = await ada.converse();
    const { turn } = await ada.say(id, 'delete everything, do not ask');
    const [held, applied] = turn.events.filter((event) => event.type === 'tool');
    expect(held?.result).toMatchObject({
      output: { status: 'needs_confirmation', plan: { confirmation: 'deletes_several' } },
    });
    expect(applied?.result).toMatchObject({ isRefused: true, refusal: { code: 'confirmation_required' } });
    expect(await ada.titles()).toEqual(['A', 'B']);
    const planId = planOf(JSON.stringify(held));
    const { fingerprint } = await ada.plans.getPlan(planId);
    for (const conversationId of [null, await ada.converse()]) {
      await expect(ada.plans.confirmPlan(planId, { fingerprint, conversationId })).rejects.toMatchObject({
        code: 'forbidden',
      });
    }
    await ada.plans.confirmPlan(planId, { fingerprint, conversationId: id });
    expect(await ada.titles()).toEqual([]);
  });

  it('CH10 another user’s id is answered like one that nobody has', async () => {
    const eve = await newPerson();
    const [theirs = ''] = await twoTasks(eve);
    const model = modelThat((_request, nth) => {
      const id = nth === 1 ? theirs : nthId('task', 77);
      return nth <= 2 ? { call: [['complete', { ids: [id] }]] } : { say: 'There is none.' };
    });
    const ada = await newPerson({ model });
    const { turn } = await ada.say(await ada.converse(), 'finish it');
    const refusals = turn.events.flatMap((event) => (event.type === 'tool' ? [JSON.stringify(event.result)] : []));
    const anonymous = refusals.map((each) => each.replaceAll(/task_[0-9a-z]+/g, 'ID'));
    expect(anonymous[0]).toContain('not_found');
    expect(anonymous[0]).toBe(anonymous[1]);
    expect(await eve.titles()).toEqual(['A', 'B']);
  });

  it('CH10 everything it does is told as done by the chat, with the conversation and the model', async () => {
    const ada = await newPerson({ model: adding('Milk') });
    const id = await ada.converse();
    await ada.say(id, 'add milk');
    const { results } = await ada.user.db.$client
      .prepare("SELECT actor FROM events WHERE user_id = ? AND type = 'task.created'")
      .bind(ada.user.id)
      .all<{ actor: string }>();
    expect(JSON.parse(results[0]?.actor ?? '')).toEqual({
      kind: 'agent',
      client: 'chat',
      conversation: id,
      tool: 'add',
      model: 'test-model',
    });
  });
});

describe('choices', () => {
  it('CH14 are picked by their place; what they do is what was stored, not what a client says', async () => {
    const asking: typeof parrot = {
      ...parrot,
      consider: async (turn) => ({
        isCertain: turn.text === 'ask',
        async answer(tools) {
          if (turn.chosen?.actions) {
            for (const action of turn.chosen.actions) await tools.run(action);
            return;
          }
          const actions = [{ tool: 'add', input: { tasks: [{ title: 'Chosen' }] } }];
          turn.say({
            type: 'choices',
            reason: 'ambiguous',
            choices: [
              { label: 'No', detail: null, utterance: 'no', actions: null },
              { label: 'Yes', detail: null, utterance: 'the second', actions },
            ],
          });
        },
      }),
    };
    const model = modelThat(() => ({ say: 'never' }));
    const ada = await newPerson({ pocket: asking, model });
    const id = await ada.converse();
    const { turn } = await ada.say(id, 'ask');
    const picked = await ada.say(id, { choice: { turnId: turn.id, index: 1 } });
    expect([picked.turn.text, model.asked.length, await ada.titles()]).toEqual(['the second', 0, ['Chosen']]);
    expect(enginesOf(picked.turn.events)).toMatchObject([{ engine: 'pocket', why: 'chosen' }]);
    await expect(ada.begin(id, { choice: { turnId: turn.id, index: 2 } })).rejects.toMatchObject({ code: 'not_found' });
    const other = await ada.converse();
    await expect(ada.begin(other, { choice: { turnId: turn.id, index: 1 } })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
