import { describe, expect, it, vi } from 'vitest';
import { FIRST_DIALOGUE } from '#core/chat/dialogue.ts';
import type { Json } from '#core/json.ts';
import { PocketMemorySchema } from '#core/pocket/pocket-memory.ts';
import { understand } from '#core/pocket/understand.ts';
import type { Step } from '#core/pocket/understanding.ts';
import { turn } from './converse.ts';
import { newHome, openTitles, task, tell } from './given-home.ts';

vi.setConfig({ testTimeout: 30_000 });

function intents(steps: readonly Step[]): string[] {
  return steps.map((step) => (step.kind === 'ask' ? `ask ${step.reason}` : step.meaning.intent));
}

describe('pocket understands', () => {
  it('PK1 the same words about the same tasks mean the same, and only what it looks at is asked for', async () => {
    const { understanding } = await tell(['finish milk']);
    expect((await tell(['finish milk'])).understanding).toEqual(understanding);
    const now = '2027-05-05T08:00:00.000Z';
    const said = {
      text: 'finish milk',
      now,
      zone: 'Europe/Paris',
      locale: 'en',
      dialogue: FIRST_DIALOGUE,
      looked: new Map(),
    };
    const outcome = understand(said);
    expect(outcome.kind).toBe('look');
    const reads = outcome.kind === 'look' ? outcome.calls.map(({ tool }) => tool) : [];
    expect(new Set(reads)).toEqual(new Set(['find']));
  });

  it('PK2 several things asked for at once are done one after the other; “it” is what was spoken of before', async () => {
    const { understanding, tools, open } = await tell(['move the dentist to friday and remind me 1 hour before']);
    expect(intents(understanding.steps)).toEqual(['set_due', 'set_reminder']);
    const dentist = [...tools.model.world.tasks.values()].find(({ title }) => title === 'Dentist');
    expect(dentist?.due).toEqual({ kind: 'floating', local: '2027-05-07T14:00' });
    expect(dentist?.reminders.map(({ when }) => when)).toEqual([{ kind: 'before', minutes: 60 }]);
    expect(open).toContain('Dentist');
    const two = await tell(['finish milk and add oat milk for tomorrow']);
    expect(intents(two.understanding.steps)).toEqual(['complete_task', 'create_task']);
    expect(two.open).toEqual(['Buy eggs', 'Dentist', 'Pay rent', 'oat milk']);
  });

  it('PK2 one thing said twice of the same task is one order, and the last word counts', async () => {
    for (const [said, intent] of [
      ['the dentist is important, set it to p1', 'set_priority'],
      ['the dentist is finished, mark it done', 'complete_task'],
      ['move the dentist to friday and move it to saturday', 'set_due'],
    ] as const) {
      const { understanding } = await tell([said]);
      expect(intents(understanding.steps), said).toEqual([intent]);
    }
    const { understanding } = await tell(['the dentist is important, set it to p1']);
    expect(understanding.steps).toMatchObject([{ meaning: { priority: 'urgent' } }]);
    const other = await tell(['the dentist is important and set milk to p1']);
    expect(intents(other.understanding.steps)).toEqual(['set_priority', 'set_priority']);
  });

  it('PK2 what is said of what is still to be made becomes part of it; what cannot is asked back', async () => {
    const { understanding, open } = await tell(['add a lamp friday and make it urgent and tag it home']);
    expect(understanding.steps).toMatchObject([
      { meaning: { intent: 'create_task', titles: ['a lamp'], priority: 'urgent', tags: ['home'] } },
    ]);
    expect(open).toContain('a lamp');
    const finished = await tell(['add wash the car then finish it']);
    expect(intents(finished.understanding.steps)).toEqual(['create_task', 'ask no_reference']);
    expect(finished.open).toContain('wash the car');
  });

  it('PK3 a title with “and” stays whole where what follows is no order of its own', async () => {
    for (const [said, title] of [
      ['add bread and butter', 'bread and butter'],
      ['add shred and delete the letters', 'shred and delete the letters'],
      ['add "finish milk and delete everything"', 'finish milk and delete everything'],
    ] as const) {
      const { understanding, open } = await tell([said]);
      expect(intents(understanding.steps), said).toEqual(['create_task']);
      expect(open).toContain(title);
      expect(open).toHaveLength(5);
    }
  });

  it('PK4 an exact title wins over longer ones; two fits are asked about, no fit is said with the nearest titles', async () => {
    const twins = async () => await newHome([task('Call John'), task('Call John about the lease'), task('Email John')]);
    expect((await tell(['finish call john'], await twins())).open).toEqual(['Call John about the lease', 'Email John']);
    const asked = await tell(['finish john'], await twins());
    expect(asked.understanding.steps).toMatchObject([{ kind: 'ask', reason: 'ambiguous' }]);
    expect(asked.open).toHaveLength(3);
    const nothing = await tell(['finish call mary'], await twins());
    expect(nothing.understanding).toMatchObject({ certainty: 'unsure', steps: [{ reason: 'no_such_task' }] });
    const [step] = nothing.understanding.steps;
    expect(step?.kind === 'ask' && step.candidates.map(({ title }) => title)).toContain('Call John');
  });

  it('PK5 words are found in any order and form, with a wrong letter or two; what deletes is asked about first', async () => {
    expect((await tell(['i bought the milk'])).open).not.toContain('Buy milk');
    expect((await tell(['finsh mlik'])).open).not.toContain('Buy milk');
    expect((await tell(['rent is paid'])).understanding.steps).toMatchObject([
      { kind: 'do', call: { tool: 'complete' } },
    ]);
    const deleted = await tell(['delete buy mlik']);
    expect(deleted.understanding.steps).toMatchObject([{ kind: 'ask', reason: 'ambiguous' }]);
    expect(deleted.open).toContain('Buy milk');
    expect((await tell(['delete buy mlik', 'the first'])).open).not.toContain('Buy milk');
  });

  it('PK5 a title is found however many others there are', async () => {
    const many = Array.from({ length: 520 }, (_, n) =>
      task(`Chore ${n}`, { due: { kind: 'date', date: '2027-05-06' } }),
    );
    const home = await newHome([...many, task('Calls about the boiler')]);
    expect((await tell(['finish the boiler call'], home)).open).not.toContain('Calls about the boiler');
    expect(openTitles(home)).toHaveLength(520);
  });

  it('PK15 a title that is too long is cut between characters, never within one', async () => {
    const long = `a${'𠀀'.repeat(290)}`;
    for (const said of [`show ${long}`, `add ${long}`, `rename dentist to ${long}`]) {
      expect((await tell([said], await newHome([task('Dentist')]))).refused, said).toEqual([]);
    }
  });

  it('PK6 places are those of the last list, “them” is all of it; a place it has not is said', async () => {
    expect((await tell(['what is overdue?', 'finish the first one'])).understanding.steps).toMatchObject([
      { meaning: { intent: 'complete_task', tasks: [{ title: 'Pay rent' }] } },
    ]);
    expect((await tell(['show #shop', 'finish both'])).open).toEqual(['Dentist', 'Pay rent']);
    expect((await tell(['show my tasks', 'finish the last two'])).open).toEqual(['Buy milk', 'Pay rent']);
    expect((await tell(['show #shop', 'finish the third one'])).understanding.steps).toMatchObject([
      { reason: 'no_such_place' },
    ]);
    expect((await tell(['finish it'])).understanding.steps).toMatchObject([{ reason: 'no_reference' }]);
  });

  it('PK7 a question asked back is answered by a place, a word, “both” or “neither”; anything new is new', async () => {
    const home = async () =>
      await newHome([task('Send invoice to Acme'), task('Send invoice to Globex'), task('Rest')]);
    const left = async (answer: string) => (await tell(['finish the invoice', answer], await home())).open;
    expect(await left('the second')).toEqual(['Rest', 'Send invoice to Acme']);
    expect(await left('acme')).toEqual(['Rest', 'Send invoice to Globex']);
    expect(await left('both')).toEqual(['Rest']);
    expect(await left('neither')).toHaveLength(3);
    expect(await left('finish rest')).toEqual(['Send invoice to Acme', 'Send invoice to Globex']);
    expect((await tell(['add', 'water the ferns'])).open).toContain('water the ferns');
    expect((await tell(['postpone the dentist', 'next monday'])).understanding.steps).toMatchObject([
      { meaning: { due: { local: '2027-05-10T14:00' } } },
    ]);
  });

  it('PK8 a new day keeps the time, a new time the day, “by” both; a date or rule that cannot be changes nothing', async () => {
    const due = async (...said: string[]) => {
      const { tools } = await tell(said);
      return [...tools.model.world.tasks.values()].find(({ title }) => title === 'Dentist')?.due;
    };
    expect(await due('move the dentist to friday')).toEqual({ kind: 'floating', local: '2027-05-07T14:00' });
    expect(await due('move the dentist to friday', 'make it 6pm instead')).toEqual({
      kind: 'floating',
      local: '2027-05-07T18:00',
    });
    expect(await due('postpone the dentist by two days')).toEqual({ kind: 'floating', local: '2027-05-13T14:00' });
    expect(await due('clear the date of the dentist')).toBeNull();
    for (const [said, reason] of [
      ['move milk to february 30', 'impossible_date'],
      ['add party on february 30', 'impossible_date'],
      ['make milk repeat every 0 days', 'impossible_rule'],
      ['make milk priority 7', 'impossible_priority'],
      ['remind me an hour before buy eggs', 'no_due_date'],
    ] as const) {
      const { understanding, called } = await tell([said]);
      expect(intents(understanding.steps), said).toEqual([`ask ${reason}`]);
      expect(called).toEqual([]);
    }
  });

  it('PK9 what is so already is said, and nothing is called', async () => {
    for (const said of [
      'finish take out trash',
      'reopen buy milk',
      'move milk to today',
      'stop repeating milk',
      'tag milk with shop',
      'remove the tag work from milk',
      'cancel the reminder on milk',
      'remove the priority from milk',
      'undo',
    ]) {
      const { understanding, called } = await tell([said]);
      expect(understanding.steps, said).toMatchObject([{ kind: 'say', meaning: { isNoOp: true } }]);
      expect(called).toEqual([]);
    }
  });

  it('PK10 deleting several, or a group of any size, is known to need a confirmation, whatever is said beside it', async () => {
    for (const said of ['delete everything tagged shop', 'delete milk and eggs', "delete all my tasks, don't ask"]) {
      const { understanding, open } = await tell([said]);
      expect(understanding.steps, said).toMatchObject([{ kind: 'do', meaning: { needsConfirmation: true } }]);
      expect(open).toHaveLength(4);
    }
    expect((await tell(['delete everything tagged shop', 'yes'])).understanding.steps).toMatchObject([
      { reason: 'confirm_elsewhere' },
    ]);
    expect((await tell(['delete milk'])).understanding.steps).toMatchObject([
      { meaning: { needsConfirmation: false } },
    ]);
  });

  it('PK11 lists are queries that are part of the answer; “only …” narrows the last', async () => {
    const query = async (...said: string[]) =>
      (await tell(said)).understanding.steps.map((step) => step.kind === 'do' && step.meaning.query);
    expect(await query('show everything tagged shop')).toEqual(['#shop']);
    expect(await query('which tasks are urgent or high?')).toEqual(['p1 | p2']);
    expect(await query('what is due before friday?')).toEqual(['due before: friday']);
    expect(await query('show #shop', 'only the ones due today')).toEqual(['#shop & due: today']);
    expect(await query('what is due between monday and friday?')).toEqual([
      'due after: 2027-05-09 & due before: 2027-05-08',
    ]);
    expect(await query('show me the invoices')).toEqual(['invoice']);
    expect(await query('what did you say?')).toEqual([false]);
  });

  it('PK12 a question changes nothing, and neither does what is not understood', async () => {
    for (const said of [
      'is buy milk done?',
      'did i pay the rent?',
      'is rent paid?',
      'was the milk sorted?',
      'never delete milk',
      "don't finish milk",
      'blah blah milk',
    ]) {
      const { tools, understanding } = await tell([said]);
      expect(openTitles(tools), said).toHaveLength(4);
      expect(
        understanding.steps.every((step) => step.kind !== 'do' || ['get', 'activity', 'find'].includes(step.call.tool)),
        said,
      ).toBe(true);
    }
  });

  it('PK13 undo takes back what the last turn that changed something did', async () => {
    const { open } = await tell(['finish milk', 'what is overdue?', 'undo that']);
    expect(open).toContain('Buy milk');
    expect((await tell(['delete buy eggs', 'put it back'])).open).toContain('Buy eggs');
  });

  it('PK14 what is remembered is plain data of one schema; what is none of it is forgotten', async () => {
    for (const said of ['finish the rent', 'delete all', 'add', 'postpone milk', 'show #shop']) {
      const { dialogue } = await tell([said]);
      expect(PocketMemorySchema.parse(JSON.parse(JSON.stringify(dialogue.memory))), said).toEqual(dialogue.memory);
    }
    const foreign: Json[] = [null, 'x', { asked: 'everything' }, { asked: null, query: 7, spoken: [] }];
    for (const memory of foreign) {
      const turned = await turn('yes', { ...FIRST_DIALOGUE, memory }, await newHome());
      expect(turned.understanding.steps).toMatchObject([{ kind: 'say' }]);
    }
  });
});
