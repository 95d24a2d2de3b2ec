import { z } from 'zod';
import { invariant } from '../errors.ts';
import type { PublishedType } from './catalogue.ts';

/** A JSON Schema, as far as ours go: objects, arrays, unions and plain values. */
export interface JsonSchema {
  [keyword: string]: unknown;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
}

const AnySchema: z.ZodType<JsonSchema> = z.looseObject({
  properties: z
    .record(
      z.string(),
      z.lazy(() => AnySchema),
    )
    .optional(),
  required: z.array(z.string()).optional(),
  items: z.lazy(() => AnySchema).optional(),
  anyOf: z.array(z.lazy(() => AnySchema)).optional(),
  oneOf: z.array(z.lazy(() => AnySchema)).optional(),
});

/** Reads a JSON Schema that was published. */
export function parseJsonSchema(text: string): JsonSchema {
  return AnySchema.parse(JSON.parse(text));
}

// What whoever writes has to keep to is no promise to whoever reads: limits may be raised without breaking anybody.
const NO_PROMISES = [
  ...['minLength', 'maxLength', 'minItems', 'maxItems', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
  ...['examples', 'default', 'id', '$defs', '$schema'],
];

/**
 * The JSON Schema of a type's `data`, for whoever reads it: without references, open to properties that will come.
 *
 * @param published the schema of this version as it is published; null when it is not. What is required stays what it
 * was then: a property that came later is missing from the events before, which are still read.
 */
export function eventSchema(entry: PublishedType, published: JsonSchema | null): JsonSchema {
  const { $defs = {}, ...root } = AnySchema.parse(
    z.toJSONSchema(entry.payload, { io: 'output', unrepresentable: 'any' }),
  );
  const definitions = z.record(z.string(), AnySchema).parse($defs);
  return inOrder({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: entry.dataschema,
    title: entry.type,
    description: entry.meaning,
    ...keepRequired(open(root, definitions), published),
  });
}

const ORDER = [
  ...['$schema', '$id', 'title', 'description', 'type', 'const', 'enum', 'format', 'pattern'],
  ...['required', 'properties', 'additionalProperties', 'items', 'anyOf', 'oneOf'],
];

/** The same with its keywords in one order, so that what is published differs only when it says something else. */
function inOrder(schema: JsonSchema): JsonSchema {
  const rank = (keyword: string) => (ORDER.includes(keyword) ? ORDER.indexOf(keyword) : ORDER.length);
  const sorted = Object.entries(schema).sort(([a], [b]) => rank(a) - rank(b));
  const { properties, items, anyOf, oneOf }: JsonSchema = schema;
  const inside: Record<string, unknown> = {
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, inOrder(each)])),
    }),
    ...(items && { items: inOrder(items) }),
    ...(anyOf && { anyOf: anyOf.map(inOrder) }),
    ...(oneOf && { oneOf: oneOf.map(inOrder) }),
  };
  return Object.fromEntries(sorted.map(([keyword, value]) => [keyword, inside[keyword] ?? value]));
}

function open(schema: JsonSchema, definitions: Record<string, JsonSchema>): JsonSchema {
  const { $ref } = schema;
  if (typeof $ref === 'string') {
    const definition = definitions[$ref.replace('#/$defs/', '')];
    invariant(definition, `${$ref} leads nowhere`);
    return open(definition, definitions);
  }
  const kept = Object.entries(schema).filter(([keyword]) => !NO_PROMISES.includes(keyword));
  const { properties, items, anyOf, oneOf, ...rest } = Object.fromEntries(kept) as JsonSchema;
  const all = (schemas: JsonSchema[]) => schemas.map((each) => open(each, definitions));
  return {
    ...rest,
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, open(each, definitions)])),
    }),
    ...(items && { items: open(items, definitions) }),
    ...(anyOf && { anyOf: all(anyOf) }),
    ...(oneOf && { oneOf: all(oneOf) }),
    ...(rest.additionalProperties === false && { additionalProperties: true }),
  };
}

function keepRequired(schema: JsonSchema, published: JsonSchema | null | undefined): JsonSchema {
  if (!published) return schema;
  const { properties, required, items, anyOf, oneOf, ...rest } = schema;
  const all = (name: 'anyOf' | 'oneOf', schemas: JsonSchema[]) => ({
    [name]: schemas.map((each, at) => keepRequired(each, published[name]?.[at])),
  });
  const kept = required?.filter((name) => published.required?.includes(name));
  return {
    ...rest,
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, each]) => [name, keepRequired(each, published.properties?.[name])]),
      ),
    }),
    ...(kept && kept.length > 0 && { required: kept }),
    ...(items && { items: keepRequired(items, published.items) }),
    ...(anyOf && all('anyOf', anyOf)),
    ...(oneOf && all('oneOf', oneOf)),
  };
}
