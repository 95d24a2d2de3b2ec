import { describe, expect, it } from 'vitest';
import type { Turn } from '#core/chat/turn.ts';
import { ChangeOutputSchema } from '#core/tools/change-output.ts';
import { newPerson, type Person, wordsOf } from '#test/chat/person.ts';
import { createPocket } from './pocket.ts';

async function newTalk() {
  const person = await newPerson({ pocket: createPocket() });
  const conversation = await person.converse();
  const say = async (text: string): Promise<Turn> => (await person.say(conversation, text)).turn;
  return { person, conversation, say };
}

/** What a turn waits with for its person. */
function heldBy({ events }: Turn): string[] {
  return events.flatMap((event) => {
    const output = event.type === 'tool' && event.result?.isRefused === false ? event.result.output : null;
    const change = ChangeOutputSchema.safeParse(output).data;
    return change?.status === 'needs_confirmation' && change.plan ? [change.plan.id] : [];
  });
}

async function confirm(person: Person, conversationId: string, planId = '') {
  const { fingerprint } = await person.plans.getPlan(planId);
  return await person.plans.confirmPlan(planId, { fingerprint, conversationId });
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

  it.each([
    ['delete everything', 'add buy milk'],
    ['delete everything tagged old', 'add buy milk #old'],
    ['delete alpha and delete beta', 'add tasks: alpha and beta'],
    ['delete alpha, then delete beta', 'add tasks: alpha and beta'],
  ])('PK32 “%s” waits for a person, however little it comes to', async (order, first) => {
    const { person, conversation, say } = await newTalk();
    await say(first);
    const before = await person.titles();
    const turn = await say(order);
    const held = heldBy(turn);
    expect([await person.titles(), held.length > 0, turn.events.at(-1)]).toMatchObject([
      before,
      true,
      { correlationIds: [] },
    ]);
    for (const planId of held) await confirm(person, conversation, planId);
    expect(await person.titles()).toEqual([]);
  });

  it('PK32 deleting one task by its name needs nobody', async () => {
    const { person, say } = await newTalk();
    await say('add tasks: alpha and beta');
    expect([heldBy(await say('delete alpha')), await person.titles()]).toEqual([[], ['beta']]);
  });

  it('CH9 “undo that” behind a confirmation takes back what was confirmed, and then does it again', async () => {
    const { person, conversation, say } = await newTalk();
    await say('add tasks: alpha #old and beta #old');
    await say('rename alpha to omega');
    const held = await say('delete everything tagged old');
    await confirm(person, conversation, heldBy(held)[0]);
    expect(await person.titles()).toEqual([]);
    expect(wordsOf(await say('undo that'))).toContain('Taken back.');
    expect(await person.titles()).toEqual(['beta', 'omega']);
    const again = await say('undo that');
    for (const planId of heldBy(again)) await confirm(person, conversation, planId);
    expect(await person.titles()).toEqual([]);
  });

  it('CH9 what is left as it is by an undo is said with its reason, and a redo is told as one', async () => {
    const { person, say } = await newTalk();
    await say('add tasks: alpha and beta');
    await say('make everything urgent');
    const { results } = await person.user.db.$client
      .prepare("SELECT id FROM tasks WHERE user_id = ? AND title = 'alpha'")
      .bind(person.user.id)
      .all<{ id: string }>();
    await person.user.done({ type: 'task.update', taskId: results[0]?.id ?? '', patch: { priority: 'low' } });
    const undone = wordsOf(await say('undo that'));
    expect(undone).toContain('Took back: 1. 1 stays as it is: The priority of “alpha” changed since.');
    expect(wordsOf(await say('undo that'))).toContain('Done again.');
    expect(wordsOf(await say('undo that'))).toContain('Taken back.');
  });

  it('CH1 what waits for a confirmation goes with its conversation', async () => {
    const { person, conversation, say } = await newTalk();
    await say('add tasks: alpha and beta');
    const [planId = ''] = heldBy(await say('delete everything'));
    await person.chat().deleteConversation(conversation);
    await expect(person.plans.getPlan(planId)).rejects.toMatchObject({ code: 'not_found' });
    expect(await person.titles()).toEqual(['alpha', 'beta']);
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
