import { DatabaseSync } from 'node:sqlite';

/** The attributes of a Carillon event that this consumer uses; there are more, and more may come. */
export interface CarillonEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly userid: string;
  readonly subject: string;
  readonly aggregateversion: string;
  readonly data: {
    readonly after?: { readonly title: string; readonly status: string; readonly deletedAt: string | null };
  };
}

/**
 * What people still have to do, kept from events that may come more than once. Two rules make that safe:
 *
 * 1. An event is known by its `source` and `id`. Noting it and acting on it are one transaction, so a crash between the
 *    two is impossible, and whatever is sent again does nothing.
 * 2. A state is replaced by a newer one only (`aggregateversion`), so a late repetition never brings an old title back.
 *
 * Events are kept at the broker for a week, so what was noted longer ago than that may be forgotten.
 */
export function openTasks(file: string) {
  const db = new DatabaseSync(file);
  db.exec(`PRAGMA journal_mode = WAL;
    CREATE TABLE IF NOT EXISTS seen (source TEXT, id TEXT, at INTEGER, PRIMARY KEY (source, id)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS tasks (user TEXT, id TEXT, version INTEGER, title TEXT, is_open INTEGER,
      PRIMARY KEY (user, id)) WITHOUT ROWID`);
  const note = db.prepare('INSERT INTO seen (source, id, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  const keep = db.prepare(`INSERT INTO tasks (user, id, version, title, is_open) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET version = excluded.version, title = excluded.title, is_open = excluded.is_open
    WHERE excluded.version > version`);
  const erase = db.prepare('DELETE FROM tasks WHERE user = ?');

  return {
    /** @returns false when it was known already */
    apply(event: CarillonEvent, nowMs: number): boolean {
      db.exec('BEGIN IMMEDIATE');
      try {
        const isNew = note.run(event.source, event.id, nowMs).changes === 1;
        if (isNew) act(event);
        db.exec('COMMIT');
        return isNew;
      } catch (error) {
        db.exec('ROLLBACK');
        throw error;
      }
    },
    /** The titles of what is open, by user and id of the task. */
    titles: (user: string): string[] =>
      db
        .prepare('SELECT title FROM tasks WHERE user = ? AND is_open = 1 ORDER BY id')
        .all(user)
        .map(({ title }) => String(title)),
    forget: (beforeMs: number) => db.prepare('DELETE FROM seen WHERE at < ?').run(beforeMs),
    close: () => db.close(),
  };

  function act({ type, userid, subject, aggregateversion, data }: CarillonEvent): void {
    // Whoever closes their account is forgotten here too.
    if (type === 'carillon.account.deleted.v1') erase.run(userid);
    // Types that are not known are no reason to stop: there will be more of them.
    const isTask = type.startsWith('carillon.task.') && type.endsWith('.v1');
    if (!isTask || !data.after) return;
    const { title, status, deletedAt } = data.after;
    keep.run(userid, subject, Number(aggregateversion), title, Number(status === 'open' && deletedAt === null));
  }
}
