import { classifyD1Error } from '#application/db/d1-failure.ts';

/** A batch, and what D1 answers: the rows of each statement, or what kind of failure it is. */
interface Case {
  what: string;
  batch: readonly (readonly [query: string, ...values: (string | number | null)[]])[];
  answers: readonly (readonly Record<string, unknown>[])[] | ReturnType<typeof classifyD1Error>;
}

/** What the program relies on of D1, asked of the real one and of the simulated one alike; in order, on one database. */
const CASES: readonly Case[] = [
  {
    what: 'values come back as they went in',
    batch: [['SELECT ? AS a, ? AS b, ? AS c, ? AS d', 5, 2.5, 'ä✓', null]],
    answers: [[{ a: 5, b: 2.5, c: 'ä✓', d: null }]],
  },
  {
    what: 'big integers are exact',
    batch: [['SELECT ? AS a, CAST(? AS INTEGER) AS b', 1_795_000_000_123, 1_795_000_000_123]],
    answers: [[{ a: 1_795_000_000_123, b: 1_795_000_000_123 }]],
  },
  {
    what: 'JSON carries rows',
    batch: [['SELECT value ->> 0 AS a, value ->> 1 AS b FROM json_each(?)', '[["x",1],["y",null]]']],
    answers: [
      [
        { a: 'x', b: 1 },
        { a: 'y', b: null },
      ],
    ],
  },
  {
    what: 'a batch sees what it wrote, and RETURNING answers in order',
    batch: [
      ['CREATE TABLE sim (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, at INTEGER) STRICT'],
      ['INSERT INTO sim (name, at) SELECT value, ? FROM json_each(?) ORDER BY key RETURNING id, name', 7, '["b","a"]'],
      ['SELECT count(*) AS n, max(at) AS at FROM sim'],
    ],
    answers: [
      [],
      [
        { id: 1, name: 'b' },
        { id: 2, name: 'a' },
      ],
      [{ n: 2, at: 7 }],
    ],
  },
  {
    what: 'a doubled key is a conflict, and takes the whole batch back',
    batch: [
      ['INSERT INTO sim (name) VALUES (?)', 'c'],
      ['INSERT INTO sim (name) VALUES (?)', 'a'],
    ],
    answers: 'conflict',
  },
  { what: 'nothing of it is there', batch: [['SELECT count(*) AS n FROM sim']], answers: [[{ n: 2 }]] },
  {
    what: 'what was taken back uses up no number',
    batch: [['INSERT INTO sim (name) VALUES (?) RETURNING id', 'd']],
    answers: [[{ id: 3 }]],
  },
  { what: 'a guard is a conflict', batch: [['INSERT INTO commit_guard (x) SELECT NULL']], answers: 'conflict' },
  { what: 'another NOT NULL is our bug', batch: [['INSERT INTO sim (name) VALUES (?)', null]], answers: 'broken' },
  { what: 'types are strict', batch: [["INSERT INTO sim (name, at) VALUES ('e', 'noon')"]], answers: 'broken' },
  { what: 'a mistake is our bug', batch: [['SELEC 1']], answers: 'broken' },
  {
    what: 'UPDATE takes rows from JSON, by their place',
    batch: [
      [
        `WITH new AS MATERIALIZED (SELECT value FROM json_each(?)) UPDATE sim SET at = new.value ->> 1 FROM new
          WHERE sim.name = new.value ->> 0 AND sim.at IS new.value ->> 2`,
        '[["a",8,7],["d",9,null]]',
      ],
      ['SELECT name, at FROM sim ORDER BY name'],
      ['DROP TABLE sim'],
    ],
    answers: [
      [],
      [
        { name: 'a', at: 8 },
        { name: 'b', at: 7 },
        { name: 'd', at: 9 },
      ],
      [],
    ],
  },
];

/** Where a database answers otherwise, as sentences; empty when it is D1 as the program knows it. */
export async function d1Mistakes(d1: D1Database): Promise<string[]> {
  const mistakes: string[] = [];
  for (const { what, batch, answers } of CASES) {
    const answer = await ask(d1, batch);
    if (JSON.stringify(answer) !== JSON.stringify(answers)) mistakes.push(`${what}: ${JSON.stringify(answer)}`);
  }
  return mistakes;
}

async function ask(d1: D1Database, batch: Case['batch']) {
  try {
    const results = await d1.batch(batch.map(([query, ...values]) => d1.prepare(query).bind(...values)));
    return results.map(({ results: rows }) => rows);
  } catch (error) {
    return classifyD1Error(error);
  }
}
