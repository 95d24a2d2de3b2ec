import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { newApiCaller } from '#test/contracts/api-caller.ts';

const NamesSchema = z.array(z.object({ name: z.string() }));
const TABLES = `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'
  AND name NOT LIKE 'sqlite%' AND name <> 'd1_migrations'`;

it('DP10 F35 the code from before serves on, at each step of a migration that adds a column to every table, a table and an index', async () => {
  const tables = NamesSchema.parse((await env.DB.prepare(TABLES).all()).results).map(({ name }) => name);
  expect(tables.length).toBeGreaterThan(20);
  const steps = [
    `CREATE TABLE added_table (id TEXT PRIMARY KEY, user_id TEXT, task_id TEXT,
      FOREIGN KEY (user_id, task_id) REFERENCES tasks (user_id, id))`,
    ...tables.map((table) => `ALTER TABLE "${table}" ADD COLUMN added_later TEXT NOT NULL DEFAULT 'later'`),
    'CREATE INDEX added_index ON tasks (added_later)',
  ];
  const caller = await newApiCaller();
  const kept = await caller.addTask({ title: 'There before' });
  for (const step of steps) {
    // Wherever it is cut off, whoever runs meanwhile works with what there is.
    await env.DB.prepare(step).run();
    const { id } = await caller.addTask({ title: 'Made meanwhile' });
    const asked = [
      await caller.call('PATCH', `/tasks/${kept.id}`, { body: { title: `There before ${step.length}` } }),
      await caller.call('GET', '/tasks?search=meanwhile'),
      await caller.call('GET', '/activity'),
      await caller.call('DELETE', `/tasks/${id}`),
    ];
    for (const answer of asked) expect(answer.status, step).toBeLessThan(300);
  }
  // And somebody new is let in at its end.
  expect(await (await newApiCaller()).addTask()).toMatchObject({ title: 'Buy milk' });
});
