import { z } from 'zod';

type Schema = Record<string, unknown>;
const SchemaSchema = z.record(z.string(), z.unknown());
const REFERENCE = '#/$defs/';

/**
 * A schema as agents read it: JSON Schema with everything in its place, because models and clients trip over
 * references. What contains itself (any JSON) is anything there.
 *
 * @param io what a caller writes, or what it is answered
 */
export function toolJsonSchema(schema: z.ZodObject, io: 'input' | 'output'): Schema {
  const { $defs, $schema: _version, ...root } = z.toJSONSchema(schema, { io });
  const definitions = new Map(Object.entries(SchemaSchema.default({}).parse($defs)));
  return SchemaSchema.parse(inline(root, definitions, []));
}

function inline(node: unknown, definitions: ReadonlyMap<string, unknown>, within: readonly string[]): unknown {
  if (Array.isArray(node)) return node.map((each) => inline(each, definitions, within));
  if (node === null || typeof node !== 'object') return node;
  const { $ref, ...rest } = SchemaSchema.parse(node);
  const own = mapValues(rest, (each) => inline(each, definitions, within));
  // The name a schema has among ours; a property of that name is a schema, not a text.
  if (typeof own.id === 'string') delete own.id;
  if (typeof $ref !== 'string') return own;
  const name = $ref.slice(REFERENCE.length);
  if (within.includes(name)) return own;
  const found = SchemaSchema.parse(inline(definitions.get(name) ?? {}, definitions, [...within, name]));
  return { ...found, ...own };
}

function mapValues(object: Schema, change: (value: unknown) => unknown): Schema {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}
