import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { test } from '#test/e2e/e2e-test.ts';
import { newProgram, newTaskAdder } from '#test/e2e-feed.ts';

test('FD10 when the files of the database go back to an earlier moment, the feed stops until the consumer resyncs', async ({
  ownCarillon,
}) => {
  const program = await newProgram(ownCarillon);
  const addTask = await newTaskAdder(ownCarillon);
  const { token } = await program.lease('restored');
  const { seq } = await program.snapshot('restored', token);
  await program.events('restored', token, seq);
  const database = path.join(ownCarillon.state, 'v3/d1');
  const backup = path.join(path.dirname(ownCarillon.state), 'backup');
  await ownCarillon.killHard();
  await cp(database, backup, { recursive: true });
  await ownCarillon.restart();
  await addTask('Never happened');
  await program.lease('restored', token);
  const lost = await program.events('restored', token, seq);
  await program.events('restored', token, lost.next);

  await ownCarillon.killHard();
  await rm(database, { recursive: true });
  await cp(backup, database, { recursive: true });
  await ownCarillon.restart();
  await addTask('In its place');
  await addTask('And beyond');
  await expect(program.events('restored', token, lost.next)).rejects.toThrow('lease_lost');
  const taken = await program.lease('restored');
  expect(taken).toMatchObject({ stand: 'rewound', cursor: { epoch: lost.epoch } });
  await expect(program.events('restored', taken.token, seq)).rejects.toThrow('invalid_state');
  const resynced = await program.lease('restored', taken.token, true);
  expect(resynced.stand).toBe('snapshot');
  const snapshot = await program.snapshot('restored', taken.token);
  expect(snapshot.epoch).not.toBe(lost.epoch);
  const titles = snapshot.tasks.map(({ task }) => task.title);
  expect(titles).toEqual(expect.arrayContaining(['In its place', 'And beyond']));
  expect(titles).not.toContain('Never happened');
});
