import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { compareDumps, dumpDatabase } from './compare-databases.ts';
import { drill } from './drill.ts';

// Two databases, an instance and a backup: on a busy machine each takes its time.
test('BK8 the drill: a backup of a running instance, fetched and restored into an empty database, is the original row by row', {
  timeout: 600_000,
}, async () => {
  const { differences, rows, tables, writtenMeanwhile } = await drill({ tasks: 60, say: () => {} });
  expect(differences).toEqual([]);
  expect(tables).toBeGreaterThan(30);
  expect(rows).toBeGreaterThan(300);
  expect(writtenMeanwhile).toBeGreaterThan(0);
});

test('BK8 the comparison sees a value, a type, a row and a table that differ', () => {
  const made = (sql: string) => {
    const database = new DatabaseSync(':memory:');
    database.exec(sql);
    return dumpDatabase(database);
  };
  const original = "CREATE TABLE a (x, y); INSERT INTO a VALUES (1, 'one'), (2, NULL);";
  expect(compareDumps(made(original), made(original))).toMatchObject({ rows: 2, differences: [] });
  for (const other of [
    original.replace("'one'", "'One'"),
    original.replace('(1,', "('1',"),
    original.replace(', (2, NULL)', ''),
    original.replace('NULL', "''"),
    `${original} INSERT INTO a VALUES (3, 3);`,
    `${original} CREATE INDEX b ON a (x);`,
  ])
    expect(compareDumps(made(original), made(other)).differences).not.toEqual([]);
});
