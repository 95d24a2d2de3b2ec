import { describe, expect, it } from 'vitest';
import { previewMigration } from './preview-migration.ts';
import { previewMigrations } from './read-migrations.ts';
import { splitSql } from './split-sql.ts';

const refused = (sql: string) => previewMigration('0099_bad.sql', sql).refusals;

describe('the preview of migrations', () => {
  it('DP1 says what each statement of every migration of the project does, and refuses none of them', async () => {
    const previews = await previewMigrations();
    expect(previews.length).toBeGreaterThan(15);
    expect(previews.flatMap(({ refusals }) => refusals)).toEqual([]);
    expect(previews.flatMap(({ lines }) => lines).filter((line) => line.includes('not known here'))).toEqual([]);
    expect(previews[0]?.lines).toContain('adds the table events');
    expect(previews[0]?.lines).toContain(
      'builds the index events_by_user: reads all of events once, and D1 does nothing else meanwhile',
    );
  });

  it.each([
    ['drop-table', 'DROP TABLE plans;'],
    ['drop-table', 'drop table if exists "plans"'],
    ['drop-column', 'ALTER TABLE tasks DROP COLUMN notes'],
    ['rename', 'ALTER TABLE tasks RENAME COLUMN notes TO body'],
    ['rename', 'ALTER TABLE tasks\n  RENAME TO things'],
    ['delete-rows', 'DELETE FROM timers'],
    ['delete-rows', 'delete from timers where kind = 1'],
    ['replace-rows', "INSERT OR REPLACE INTO users (id) VALUES ('a')"],
    ['replace-rows', "REPLACE INTO users (id) VALUES ('a')"],
    ['overwrite-all', "UPDATE tasks SET notes = ''"],
    ['cascade', 'CREATE TABLE a (b TEXT REFERENCES users (id) ON DELETE CASCADE)'],
    ['pragma', 'PRAGMA foreign_keys = OFF'],
    ['pragma', 'PRAGMA defer_foreign_keys = ON'],
    ['pragma', 'VACUUM'],
  ])('DP2 refuses what loses data: %s (%s)', (loss, sql) => {
    const [refusal] = refused(sql);
    expect(refusal).toContain(`-- loses ${loss}: why`);
    expect(refused(`-- loses ${loss}: nothing has read it for three versions\n${sql}`)).toEqual([]);
    expect(refused(`${sql};\n-- loses ${loss}: nothing has read it for three versions`)).toEqual([]);
    expect(refused(`-- loses ${loss}: because\n${sql}`), 'a reason is one').toHaveLength(1);
    expect(refused(`-- loses something-else: nothing has read it for three versions\n${sql}`)).toHaveLength(1);
    expect(
      refused(`-- loses ${loss}: nothing has read it for three versions\nCREATE TABLE x (y);\n${sql}`),
      'elsewhere',
    ).toHaveLength(1);
  });

  it('DP2 knows the rebuilding of a table, which D1 turns into the loss of its children', () => {
    const rebuild = `PRAGMA foreign_keys=OFF;
      CREATE TABLE __new_users (id TEXT PRIMARY KEY);
      INSERT INTO __new_users SELECT id FROM users;
      DROP TABLE \`users\`;
      ALTER TABLE __new_users RENAME TO users;`;
    const { lines, refusals } = previewMigration('0099_rebuild.sql', rebuild);
    expect(lines).toContainEqual(expect.stringContaining('LOSES (rebuild-table): D1 ignores "PRAGMA foreign_keys"'));
    expect(refusals.map((text) => /-- loses ([\w-]+)/.exec(text)?.[1])).toEqual(['pragma', 'rebuild-table', 'rename']);
  });

  it('DP2 is not misled by texts, comments and triggers', () => {
    const sql = `-- DROP TABLE users;
      /* DELETE FROM users; */
      INSERT INTO notes VALUES ('DROP TABLE users; -- no', 'it''s; DELETE FROM users');
      CREATE TRIGGER t AFTER DELETE ON sessions BEGIN
        DELETE FROM push WHERE id = CASE WHEN old.id THEN 1 ELSE 2 END;
        UPDATE push SET a = 1;
      END;
      CREATE TABLE "odd;name" (a TEXT);`;
    expect(refused(sql)).toEqual([]);
    expect(splitSql(sql)).toHaveLength(3);
  });
});
