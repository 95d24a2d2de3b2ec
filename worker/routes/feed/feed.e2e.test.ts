import { expect } from 'vitest';
import { test } from '#test/e2e/e2e-test.ts';
import { newProgram, newTaskAdder } from '#test/e2e-feed.ts';

test('FD1 over the wire: the bell rings, the page has what was written, and the place outlives a kill', async ({
  ownCarillon,
}) => {
  const program = await newProgram(ownCarillon);
  const addTask = await newTaskAdder(ownCarillon);
  const { token } = await program.lease('mirror');
  const { seq } = await program.snapshot('mirror', token);
  const bell = program.openBell();
  const rings: string[] = [];
  bell.addEventListener('message', ({ data }) => rings.push(String(data)));
  await new Promise((resolve) => bell.addEventListener('open', resolve, { once: true }));
  // A bell that nobody heard lately is left alone for some seconds.
  await expect
    .poll(
      async () => {
        await addTask('Ring');
        return rings.length;
      },
      { interval: 500 },
    )
    .toBeGreaterThan(0);
  bell.close();
  const page = await program.events('mirror', token, seq);
  expect(page.events.map(({ type }) => type)).toContain('carillon.task.created.v1');
  await program.lease('mirror', token);
  const acknowledged = await program.events('mirror', token, page.next);
  expect(acknowledged.events.filter(({ sequence }) => Number(sequence) <= page.next)).toEqual([]);

  await ownCarillon.killHard();
  await ownCarillon.restart();
  const { cursor } = await program.lease('mirror', token);
  expect(cursor).toMatchObject({ seq: page.next, eventId: page.events.at(-1)?.id, epoch: page.epoch });
  await addTask('After the kill');
  const after = await program.events('mirror', token, page.next);
  expect(after.epoch).toBe(page.epoch);
  expect(after.events.at(-1)?.data).toMatchObject({ after: { title: 'After the kill' } });
});

test('CT1 the schema that an event names is served by every instance, to anybody', async ({ carillon }) => {
  const answer = await fetch(`${carillon.origin}/schemas/events/task.created.v1.json`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toContain('application/json');
  expect(await answer.json()).toMatchObject({ $id: 'urn:carillon:event:task.created:v1', type: 'object' });
  expect((await fetch(`${carillon.origin}/schemas/events/task.created.v99.json`)).status).toBe(404);
});
