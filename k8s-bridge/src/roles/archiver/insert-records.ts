import type { ArchiveClient } from './archive-database.ts';
import type { ArchivedRecord } from './archived-event.ts';

interface Column {
  readonly name: string;
  readonly type: string;
  readonly of: (record: ArchivedRecord) => string | number | Buffer | null;
}

const COLUMNS: readonly Column[] = [
  { name: 'source', type: 'text', of: ({ facts }) => facts.source },
  { name: 'id', type: 'text', of: ({ facts }) => facts.id },
  { name: 'type', type: 'text', of: ({ facts }) => facts.type },
  { name: 'type_version', type: 'integer', of: ({ facts }) => facts.typeVersion },
  { name: 'subject', type: 'text', of: ({ facts }) => facts.subject },
  { name: 'user_id', type: 'text', of: ({ facts }) => facts.userId },
  { name: 'time', type: 'timestamptz', of: ({ facts }) => facts.time },
  { name: 'sequence', type: 'bigint', of: ({ facts }) => facts.sequence },
  { name: 'epoch', type: 'text', of: ({ facts }) => facts.epoch },
  { name: 'aggregate_version', type: 'bigint', of: ({ facts }) => facts.aggregateVersion },
  { name: 'correlation_id', type: 'text', of: ({ facts }) => facts.correlationId },
  { name: 'actor_kind', type: 'text', of: ({ facts }) => facts.actorKind },
  { name: 'trace', type: 'text', of: ({ facts }) => facts.trace },
  { name: 'topic', type: 'text', of: ({ facts }) => facts.topic },
  { name: 'archived_at', type: 'timestamptz', of: ({ archivedAt }) => archivedAt },
  { name: 'actor_client', type: 'text', of: ({ content }) => content?.actorClient ?? null },
  { name: 'payload', type: 'text', of: ({ content }) => content?.payload ?? null },
  { name: 'digest', type: 'bytea', of: ({ digest }) => digest },
  { name: 'position', type: 'bigint', of: ({ position }) => position },
  { name: 'previous', type: 'bytea', of: ({ previous }) => previous },
  { name: 'hash', type: 'bytea', of: ({ hash }) => hash },
];

// One array a column: a statement takes 65,535 parameters, and one that is the same for every batch is parsed once.
const INSERT = `INSERT INTO events (${COLUMNS.map(({ name }) => name).join(', ')})
  SELECT * FROM unnest(${COLUMNS.map(({ type }, index) => `$${index + 1}::${type}[]`).join(', ')})`;

export async function insertRecords(client: ArchiveClient, records: readonly ArchivedRecord[]): Promise<void> {
  if (records.length === 0) return;
  await client.query({ name: 'insert-records', text: INSERT, values: COLUMNS.map(({ of }) => records.map(of)) });
}
