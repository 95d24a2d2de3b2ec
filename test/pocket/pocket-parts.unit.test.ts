import { describe, expect, it } from 'vitest';
import { newHome, task, tell } from './given-home.ts';

/** What is done, to which tasks, and what is open after it. */
async function done(...said: string[]) {
  const { understanding, called, open } = await tell(said);
  const [step] = understanding.steps;
  const intent = step === undefined || step.kind === 'ask' ? 'clarify' : step.meaning.intent;
  const tasks = step === undefined || step.kind === 'ask' ? [] : step.meaning.tasks.map(({ title }) => title);
  return { intent, tasks, tools: called.map(({ action }) => action.tool), open };
}

const HOME = ['Buy eggs', 'Buy milk', 'Dentist', 'Pay rent'];

describe('an order that no pattern has', () => {
  it('PK34 is understood from its parts, whatever their order', async () => {
    for (const [said, intent, title] of [
      ['swap the rent deadline to april 3', 'set_due', 'Pay rent'],
      ['the milk has to be bought by friday', 'set_due', 'Buy milk'],
      ['the dentist got moved to monday', 'set_due', 'Dentist'],
      ['bring forward the dentist to monday', 'set_due', 'Dentist'],
      ['no need for an alert about the dentist', 'cancel_reminder', 'Dentist'],
      ["the rent doesn't have to recur", 'stop_recurring', 'Pay rent'],
      ['put the label fridge on the milk', 'add_tag', 'Buy milk'],
      ['a heads-up 30 minutes before the dentist', 'set_reminder', 'Dentist'],
      ['low is fine for the eggs', 'set_priority', 'Buy eggs'],
    ] as const) {
      expect(await done(said), said).toMatchObject({ intent, tasks: [title], open: HOME });
    }
  });

  it('PK34 is not understood where one word is left over, something is denied, or it depends', async () => {
    for (const said of [
      'swap the unicorn milk deadline to april 3',
      'the milk should not move to friday',
      'the milk moves to friday unless it rains',
      'the milk or the eggs move to friday',
      'the gas has to be moved by friday',
    ]) {
      const { tasks, tools } = await done(said);
      expect([tasks.includes('Buy milk'), tools.includes('reschedule')], said).toEqual([false, false]);
    }
  });

  it('PK34 is never taken from what happened, was asked, is feared, or is something new', async () => {
    for (const said of [
      'get the rent sorted',
      'have the milk done',
      'take out the milk trash',
      'i deleted the milk by mistake',
      'the milk was scrapped',
      'bring back the deleted milk',
      'dentist moved to friday?',
      "i don't want to lose the rent reminder",
      "the rent shouldn't stop repeating",
      'stop, i need the rent reminder',
      'i forget the due date of the rent',
      'there was no reminder of the rent',
      'you finished the wrong milk',
    ])
      expect(await done(said), said).toMatchObject({ tools: [], open: HOME });
    for (const said of ['must be at the dentist friday', 'wait for the dentist tomorrow', 'alert the dentist tomorrow'])
      expect((await done(said)).tools, said).not.toContain('reschedule');
  });
});

describe('what is said beside an order', () => {
  it('PK35 names its task, or speaks of "it"', async () => {
    expect(await done("the dentist isn't that urgent any more, medium is fine")).toMatchObject({
      intent: 'set_priority',
      tasks: ['Dentist'],
    });
    expect(await done('tag the eggs diy', 'that was a mistake, can you reverse it?')).toMatchObject({ intent: 'undo' });
  });
});

describe('what is no name', () => {
  it('PK36 an order that was not understood becomes no task', async () => {
    for (const said of [
      'set everything to p1 tomorrow',
      'the third one is urgent',
      'move dentist to friday at 4 and 5',
      'create a list called Groceries',
      'add subtask buy a brush to dentist',
      'remind me about the dentist',
      'add call bob every 2 hours',
      'if it rains on saturday we stay in',
    ])
      expect(await done(said), said).toMatchObject({ intent: 'clarify', open: HOME });
  });

  it('PK36 of two days none is chosen', async () => {
    expect(await done('move dentist to friday and saturday')).toMatchObject({ intent: 'clarify', tools: [] });
    expect(await done('move dentist to friday may 7')).toMatchObject({ intent: 'set_due' });
  });
});

describe('several orders in one', () => {
  it('PK37 two deletions are one, which has to be confirmed', async () => {
    const { understanding } = await tell(['delete milk and delete eggs']);
    const [step, ...more] = understanding.steps;
    expect(more).toEqual([]);
    expect(step?.kind === 'do' && [step.meaning.needsConfirmation, step.meaning.tasks.length]).toEqual([true, 2]);
  });

  it('PK37 what is taken back in the same breath is not done, and nothing before it is taken back', async () => {
    const { tools, open } = await done('finish milk', 'delete eggs and undo that');
    expect([tools, open]).toEqual([[], ['Buy eggs', 'Dentist', 'Pay rent']]);
  });

  it('PK37 lines are orders of their own; bare ones are offered to be added', async () => {
    expect((await done('add buy soap\nfinish milk')).open).toEqual(['Buy eggs', 'Dentist', 'Pay rent', 'buy soap']);
    const { understanding } = await tell(['buy soap\n- buy salt']);
    const [step] = understanding.steps;
    const [choice] = step?.kind === 'ask' ? step.choices : [];
    expect(choice?.label).toBe('Add 2 tasks');
    expect((await done(choice?.utterance ?? '')).open).toEqual([...HOME, 'buy salt', 'buy soap']);
  });
});

describe('the trash', () => {
  it('PK38 is shown, and what is in it restored, also as "it"', async () => {
    expect((await tell(['delete milk', 'show deleted tasks'])).called[0]?.result.tasks).toMatchObject([
      { title: 'Buy milk' },
    ]);
    expect((await tell(['delete milk', "what's in the trash?"])).called[0]?.result.tasks.length).toBe(1);
    for (const said of ['restore it', 'restore milk', 'bring back the milk', 'get the milk out of the trash'])
      expect((await done('delete milk', said)).open, said).toEqual(HOME);
  });
});

describe('a task that repeats', () => {
  it('PK39 is left out once or stopped for good: both can be picked, and said', async () => {
    const { understanding } = await tell(['skip rent']);
    const [step] = understanding.steps;
    const choices = step?.kind === 'ask' ? step.choices : [];
    expect(choices.map(({ label }) => label)).toEqual(['Only this one', 'Stop it for good']);
    for (const said of [choices[0]?.utterance ?? '', 'only this one'])
      expect(await done('skip rent', said), said).toMatchObject({ intent: 'update_task', tools: ['repeat'] });
    for (const said of [choices[1]?.utterance ?? '', 'stop it for good'])
      expect(await done('skip rent', said), said).toMatchObject({ intent: 'stop_recurring', tools: ['repeat'] });
  });
});

describe('questions', () => {
  it('PK40 words of English are no days of another language', async () => {
    const home = await newHome([task('Mi casa'), task('So far')]);
    for (const said of ['how many tasks do I have?', 'what do I have to do?', 'what is there to do?', 'find mi casa']) {
      const { called } = await tell([said], home);
      expect(called[0]?.result.tasks.length, said).toBeGreaterThan(0);
    }
  });

  it('PK40 a plan of the day has what is late, too', async () => {
    expect((await tell(['plan my day'])).called[0]?.result.tasks.map(({ title }) => title)).toEqual([
      'Pay rent',
      'Buy milk',
    ]);
  });
});
