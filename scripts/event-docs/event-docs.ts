import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { CATALOGUE, type CatalogueEntry, TASK_STATE } from '../../core/feed/catalogue.ts';
import { typeAttributes } from '../../core/feed/cloud-event.ts';
import { eventSchema, parseJsonSchema } from '../../core/feed/event-schema.ts';
import { breakingChanges } from '../../core/feed/schema-changes.ts';
import { toCloudEvent } from '../../core/feed/to-cloud-event.ts';
import { toEpochMs } from '../../core/instant.ts';
import { project } from '../local/project.ts';
import { EXAMPLE_PAYLOADS, USER_ID } from './example-payloads.ts';
import { renderCatalogue } from './render-catalogue.ts';

const FOLDER = path.join(project.root, 'docs/events');

/** What docs/events has to hold, by path; and why it may not be written. */
export interface EventDocs {
  files: Map<string, string>;
  /** Changes that consumers would stumble over. */
  breaking: string[];
}

/** The catalogue and the schemas as the program is now, made to fit what is published. */
export async function eventDocs(): Promise<EventDocs> {
  const published = await publishedSchemas();
  const files = new Map<string, string>();
  const breaking: string[] = [];
  for (const entry of [...CATALOGUE, TASK_STATE]) {
    const name = `${entry.type}.v${entry.version}.json`;
    const before = published.get(name) ?? null;
    const schema = eventSchema(entry, before);
    if (before) breaking.push(...breakingChanges(before, schema).map((complaint) => `${name}: ${complaint}`));
    files.set(path.join(FOLDER, 'schemas', name), `${JSON.stringify(schema, null, 2)}\n`);
  }
  const versions = [...published.keys()].filter((name) => !files.has(path.join(FOLDER, 'schemas', name)));
  files.set(path.join(FOLDER, 'README.md'), renderCatalogue(CATALOGUE, versions));
  return { files, breaking };
}

async function publishedSchemas() {
  const folder = path.join(FOLDER, 'schemas');
  const names = await readdir(folder).catch(() => []);
  const schemas = names.map(
    async (name) => [name, parseJsonSchema(await readFile(path.join(folder, name), 'utf8'))] as const,
  );
  return new Map(await Promise.all(schemas));
}

/** An example of each type, by path. Written when there is none; what is there stays as it is. */
export function exampleEvents(): Map<string, string> {
  return new Map(
    CATALOGUE.map((entry, at) => [
      path.join(FOLDER, 'examples', `${entry.type}.v${entry.version}.json`),
      `${JSON.stringify(exampleEvent(entry, at), null, 2)}\n`,
    ]),
  );
}

// Events of accounts have no state.
const StateSchema = z.object({ after: z.object({ id: z.string(), version: z.int() }).optional() });

function exampleEvent({ type, version }: CatalogueEntry, at: number) {
  const data = EXAMPLE_PAYLOADS[type];
  const { after: state } = StateSchema.parse(data);
  const row = {
    seq: 1000 + at,
    id: `evt_01kahz${String(at).padStart(4, '0')}f3mrt0wbs5r8yq2e`,
    userId: USER_ID,
    aggregateId: state?.id ?? USER_ID,
    version: state?.version ?? 1,
    type,
    actor: JSON.stringify({ kind: type.startsWith('account') ? 'system' : 'user', client: 'web', conversation: null }),
    correlationId: 'cor_01kahz5c1kf4g7d9s2b6n8m3vp',
    trace: null,
    data: JSON.stringify(data),
    occurredAtMs: toEpochMs('2026-11-21T10:00:00.000Z'),
  };
  return {
    ...toCloudEvent(row, { source: '/carillon/main', epoch: '5d41402abc4b2a76b9719d911017c592' }),
    ...typeAttributes(type, version),
  };
}
