import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { EVENT_TYPES, EventTypeSchema } from '../log/event.ts';
import { upcastData } from '../log/upcast.ts';
import { CATALOGUE, TASK_STATE } from './catalogue.ts';
import { CloudEventSchema, catalogueTypeOf } from './cloud-event.ts';
import { eventSchema, type JsonSchema, parseJsonSchema } from './event-schema.ts';
import { breakingChanges } from './schema-changes.ts';
import { TOPICS } from './topics.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../docs/events');
const files = async (folder: string) => (await readdir(path.join(FOLDER, folder))).sort();
const read = async (folder: string, name: string) => await readFile(path.join(FOLDER, folder, name), 'utf8');
const nameOf = ({ type, version }: { type: string; version: number }) => `${type}.v${version}.json`;

/** The published schema of a type, and what the program would publish now. */
async function schemasOf(type: string): Promise<{ published: JsonSchema; current: JsonSchema }> {
  const entry = [...CATALOGUE, TASK_STATE].find((each) => each.type === type);
  if (!entry) throw new Error(`no ${type}`);
  const published = parseJsonSchema(await read('schemas', nameOf(entry)));
  return { published, current: eventSchema(entry, published) };
}

describe('the catalogue', () => {
  it('CT1 has every type once, each with a topic, a sentence, a payload and a published schema that names itself', async () => {
    expect(CATALOGUE.map(({ type }) => type)).toEqual([...EVENT_TYPES]);
    const schemas = await files('schemas');
    for (const entry of CATALOGUE) {
      expect(TOPICS).toContain(entry.topic);
      expect(entry.meaning).toMatch(/^[A-Z].+\.$/);
      expect(schemas).toContain(nameOf(entry));
      const published = parseJsonSchema(await read('schemas', nameOf(entry)));
      expect(published).toMatchObject({ $id: entry.dataschema, title: entry.type, type: 'object' });
      expect(JSON.stringify(published)).not.toContain('"$ref"');
      expect(JSON.stringify(published)).not.toContain('"additionalProperties":false');
    }
  });

  it('CT2 says nothing that breaks a reader of what is published', async () => {
    for (const { type } of [...CATALOGUE, TASK_STATE]) {
      const { published, current } = await schemasOf(type);
      expect([type, breakingChanges(published, current)]).toEqual([type, []]);
    }
  });

  it('CT3 what was once sent is still what the schemas say, the published ones and those of the program', async () => {
    const names = await files('examples');
    // A state is no event: it has a schema and is never sent as one.
    expect([...names, nameOf(TASK_STATE)].sort()).toEqual((await files('schemas')).sort());
    for (const name of names) {
      const event = CloudEventSchema.parse(JSON.parse(await read('examples', name)));
      const published = z.fromJSONSchema(JSON.parse(await read('schemas', name)));
      expect([name, published.safeParse(event.data).error?.issues]).toEqual([name, undefined]);
      expect([name, published.safeParse({}).success]).toEqual([name, false]);
      const { type, version } = catalogueTypeOf(event);
      expect(nameOf({ type, version })).toBe(name);
      const entry = CATALOGUE.find((each) => each.type === type);
      const data = upcastData(EventTypeSchema.parse(type), event.data);
      expect([name, entry?.payload.safeParse(data).error?.issues]).toEqual([name, undefined]);
    }
  });
});

const before: JsonSchema = {
  type: 'object',
  required: ['title', 'status', 'due', 'tags'],
  properties: {
    title: { type: 'string' },
    status: { type: 'string', enum: ['open', 'completed'] },
    due: { anyOf: [{ type: 'string', format: 'date' }, { type: 'null' }] },
    tags: { type: 'array', items: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } } },
    note: { type: 'string' },
  },
};

/** The same with a change somewhere inside. */
function changed(change: (schema: typeof before) => void): JsonSchema {
  const copy = structuredClone(before);
  change(copy);
  return copy;
}

const set = (name: string, schema: JsonSchema) =>
  changed(({ properties }) => Object.assign(properties ?? {}, { [name]: schema }));
const optional = (name: string) =>
  changed((copy) => {
    copy.required = copy.required?.filter((each) => each !== name) ?? [];
  });

describe('a change of a published schema', () => {
  it.each([
    [
      'a promised property goes',
      changed(({ properties, required }) => {
        delete properties?.title;
        required?.splice(0, 1);
      }),
    ],
    [
      'it is renamed',
      changed(({ properties, required }) => {
        Object.assign(properties ?? {}, { name: properties?.title });
        delete properties?.title;
        required?.splice(0, 1, 'name');
      }),
    ],
    ['it becomes optional', optional('status')],
    ['it becomes another type', set('title', { type: 'integer' })],
    ['it may be null', set('title', { anyOf: [{ type: 'string' }, { type: 'null' }] })],
    ['it may no longer be null', set('due', { type: 'string', format: 'date' })],
    ['its format changes', set('due', { anyOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }] })],
    ['it must match a pattern', set('title', { type: 'string', pattern: '^[a-z]+$' })],
    ['a value of a closed list goes', set('status', { type: 'string', enum: ['open'] })],
    ['a value of a closed list comes', set('status', { type: 'string', enum: ['open', 'completed', 'waiting'] })],
    ['a list becomes a single value', set('tags', { type: 'string' })],
    [
      'a promise inside a list goes',
      set('tags', { type: 'array', items: { type: 'object', required: [], properties: {} } }),
    ],
    ['an optional property becomes another type', set('note', { type: 'integer' })],
  ])('CT4 breaks readers when %s', (_what, after) => {
    expect(breakingChanges(before, after)).not.toEqual([]);
  });

  it.each([
    ['nothing changes', changed(() => undefined)],
    ['an optional property comes', set('estimate', { type: 'integer' })],
    ['a property that was never promised goes', changed(({ properties }) => delete properties?.note)],
    ['only words change', changed((copy) => Object.assign(copy, { description: 'Better words.' }))],
  ])('CT5 breaks nobody when %s', (_what, after) => {
    expect(breakingChanges(before, after)).toEqual([]);
  });

  it('CT5 a property that came to a published version is optional there, however the program writes it', () => {
    const entry = CATALOGUE[0];
    if (!entry) throw new Error('empty');
    const payload = z.strictObject({
      title: z.string(),
      estimate: z.int(),
      inner: z.strictObject({ a: z.int(), b: z.int() }),
    });
    const inner: JsonSchema = { type: 'object', required: ['a'], properties: { a: { type: 'integer' } } };
    const published: JsonSchema = {
      type: 'object',
      required: ['title', 'inner'],
      properties: { title: { type: 'string' }, inner },
    };
    const current = eventSchema({ ...entry, payload }, published);
    expect(current).toMatchObject({ required: ['title', 'inner'], properties: { inner: { required: ['a'] } } });
    expect(current.properties).toHaveProperty('estimate');
    expect(breakingChanges(published, current)).toEqual([]);
    expect(eventSchema({ ...entry, payload }, null).required).toEqual(['title', 'estimate', 'inner']);
  });
});
