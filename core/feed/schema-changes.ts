import { isEqualJson } from '../json.ts';
import type { JsonSchema } from './event-schema.ts';

// What each value is made of. Words about it (`title`, `description`) may change at any time.
const MEANINGFUL = ['type', 'const', 'enum', 'format', 'pattern'];

/**
 * What would break a reader of the published schema, or a reader of the new one that meets an event from before.
 *
 * Within a version a property may come, which readers ignore until they know it, and one that was never promised may
 * go. Everything else takes a new version: a promised property that goes, is renamed or becomes optional; another type,
 * format or pattern; a value more or less in a closed list; another number of shapes to tell apart.
 *
 * @returns one complaint each, with the path it is about; empty when the change may be published under the same version
 */
export function breakingChanges(published: JsonSchema, current: JsonSchema, path = 'data'): string[] {
  return [
    ...MEANINGFUL.filter((keyword) => !isEqualJson(published[keyword] ?? null, current[keyword] ?? null)).map(
      (keyword) => `${path}: ${keyword} was ${text(published[keyword])} and is ${text(current[keyword])}`,
    ),
    ...changedProperties(published, current, path),
    ...changedItems(published.items, current.items, path),
    ...changedShapes(published.anyOf, current.anyOf, path),
    ...changedShapes(published.oneOf, current.oneOf, path),
  ];
}

function changedProperties(published: JsonSchema, current: JsonSchema, path: string): string[] {
  const promised = published.required ?? [];
  const broken = promised.filter((name) => !current.required?.includes(name));
  const complaints = broken.map((name) =>
    current.properties?.[name] ? `${path}.${name}: was promised and is optional` : `${path}.${name}: is gone`,
  );
  const kept = Object.entries(published.properties ?? {}).flatMap(([name, before]) => {
    const after = current.properties?.[name];
    return after ? breakingChanges(before, after, `${path}.${name}`) : [];
  });
  return [...complaints, ...kept];
}

function changedItems(published: JsonSchema | undefined, current: JsonSchema | undefined, path: string): string[] {
  if (published && current) return breakingChanges(published, current, `${path}[]`);
  return published || current ? [`${path}: is a list in one of the two only`] : [];
}

function changedShapes(published: JsonSchema[] = [], current: JsonSchema[] = [], path: string): string[] {
  if (published.length !== current.length)
    return [`${path}: had ${published.length} shapes to tell apart and has ${current.length}`];
  return published.flatMap((before, at) => breakingChanges(before, current[at] ?? {}, `${path}|${at + 1}`));
}

function text(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
