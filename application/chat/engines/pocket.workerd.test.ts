import { describe, expect, it } from 'vitest';
import type { Turn } from '#core/chat/turn.ts';
import { newPerson, type Person, wordsOf } from '#test/chat/person.ts';
import { createPocket } from './pocket.ts';

async function newTalk(): Promise<{ person: Person; say: (text: string) => Promise<Turn> }> {
  const person = await newPerson({ pocket: createPocket() });
  const conversation = await person.converse();
  return { person, say: async (text) => (await person.say(conversation, text)).turn };
}

function choicesOf({ events }: Turn) {
  return events.flatMap((event) => (event.type === 'choices' ? event.choices : []));
}

describe('pocket in a conversation', () => {
  it('PK30 does what is said through the tools, says it with its date, and remembers what it was about', async () => {
    const { person, say } = await newTalk();
    const added = await say('add Buy stamps on 2030-05-06 at 17:00 #post');
    expect(wordsOf(added)).toContain('Added “Buy stamps”, due Monday 6 May 2030, 17:00.');
    expect(await person.titles()).toEqual(['Buy stamps']);
    expect(wordsOf(await say('move it to 2030-05-07'))).toContain('Tuesday 7 May 2030, 17:00');
    expect(wordsOf(await say('finish the stamps'))).toContain('Completed “Buy stamps”.');
    expect(wordsOf(await say('finish it'))).toContain('completed already');
    const undone = await say('undo that');
    expect(wordsOf(undone)).toContain('Taken back.');
    const shown = await say('show my tasks');
    expect(wordsOf(shown)).toContain('One task:');
    expect(shown.events.some((event) => event.type === 'query')).toBe(true);
    expect(shown.engine).toBe('pocket');
  });

  it('PK31 asks back with choices that can be said, and offers to widen what finds nothing', async () => {
    const { person, say } = await newTalk();
    await say('add tasks: call Ann, call Bob and call Cyd');
    const asked = await say('delete call');
    expect(choicesOf(asked).map(({ label }) => label)).toEqual(['call Ann', 'call Bob', 'call Cyd']);
    expect(await person.titles()).toHaveLength(3);
    await say(choicesOf(asked)[1]?.utterance ?? '');
    expect(await person.titles()).toEqual(['call Ann', 'call Cyd']);
    const empty = await say('show #nothing due today');
    expect(wordsOf(empty)).toContain('No task fits that.');
    expect(choicesOf(empty).map(({ utterance }) => utterance)).toContain('show #nothing');
  });

  it('PK32 deleting several changes nothing before a person has confirmed it', async () => {
    const { person, say } = await newTalk();
    await say('add tasks: call Ann, call Bob and call Cyd');
    const held = await say("delete all my tasks, don't ask");
    expect(wordsOf(held)).toContain('needs your confirmation');
    expect(wordsOf(await say('yes'))).toContain('confirm');
    expect(await person.titles()).toHaveLength(3);
  });

  it('PK33 talk that is not about tasks touches none; what is so already is said', async () => {
    const { person, say } = await newTalk();
    await say('add pay rent on 2030-05-01');
    await say('make rent repeat every month');
    const turn = await say('what is the capital of France?');
    expect(turn.events.filter(({ type }) => type === 'tool')).toEqual([]);
    expect(wordsOf(turn)).toContain('only look after your tasks');
    expect(await person.titles()).toEqual(['pay rent']);
    expect(wordsOf(await say('stop repeating it'))).toContain('not repeat any more');
    expect(wordsOf(await say('stop repeating it'))).toContain('does not repeat');
  });

  it('PK25 “no, the eggs” takes back what was done to the milk, and undo what is done to the eggs', async () => {
    const { person, say } = await newTalk();
    await say('add tasks: buy milk and buy eggs');
    await say('delete the milk');
    const turn = await say('no, the eggs');
    expect(turn.events.flatMap((event) => (event.type === 'tool' ? [event.tool] : []))).toContain('undo');
    expect(await person.titles()).toEqual(['buy milk']);
    await say('undo that');
    expect(await person.titles()).toEqual(['buy eggs', 'buy milk']);
  });
});
