import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { InstantSchema } from '#core/instant.ts';
import type { AuditFilters } from './audit-query.ts';

// A cursor is a place and a seal over it and over the filters it was made for, with the reader's own token as the key:
// it needs no memory here, works on every instance, and another filter, another token or a changed letter is noticed.

const PlaceSchema = z.strictObject({ time: InstantSchema, id: z.string(), source: z.string() });
/** Of the last event of a page. */
export type AuditPlace = z.infer<typeof PlaceSchema>;

interface CursorParts {
  readonly filters: AuditFilters;
  readonly token: string;
}

export function sealPlace(place: AuditPlace, parts: CursorParts): string {
  const text = Buffer.from(JSON.stringify(place)).toString('base64url');
  return `${text}.${seal(text, parts).toString('base64url')}`;
}

/** @returns null for what was not sealed here for these filters and this token */
export function openCursor(cursor: string, parts: CursorParts): AuditPlace | null {
  const [text = '', given = '', ...rest] = cursor.split('.');
  const expected = Buffer.from(seal(text, parts).toString('base64url'));
  const presented = Buffer.from(given);
  if (rest.length > 0 || presented.length !== expected.length || !timingSafeEqual(presented, expected)) return null;
  return PlaceSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
}

function seal(text: string, { filters: { user, type, aggregate, from, to }, token }: CursorParts): Buffer {
  const question = JSON.stringify([text, user ?? null, type ?? null, aggregate ?? null, from ?? null, to ?? null]);
  return createHmac('sha256', `audit cursor ${token}`).update(question).digest();
}
