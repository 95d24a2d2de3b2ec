import { type CapturedLine, captureLines } from '#core/capture/capture-lines.ts';
import { findListByName } from '#core/capture/captured-lists.ts';
import { MAX_CAPTURED_LINES } from '#core/capture/max-captured-lines.ts';
import { AppError } from '#core/errors.ts';
import type { Span } from '#core/language/capture.ts';
import type { ListWithCount } from '#core/query/overview.ts';
import { phraseSettings } from '#core/settings/phrase-settings.ts';
import type { Database } from '../../db/database.ts';
import { findSettings } from '../../db/queries/find-settings.ts';
import { listLists } from '../../db/queries/list-lists.ts';
import type { Effects } from '../../effects.ts';

/** A text, and what its writer said of how it is to be read. */
export interface TextToRead {
  text: string;
  /** In place of the language of the settings. */
  locale?: string | undefined;
  rejected?: readonly Span[] | undefined;
  accepted?: readonly Span[] | undefined;
  swapped?: readonly Span[] | undefined;
}

export interface TextRead {
  lines: (CapturedLine & { listId: string | null })[];
  lists: ListWithCount[];
}

/**
 * Reads a text as the tasks it asks for, at this moment, with the settings and lists of its writer.
 *
 * @throws AppError `limit_reached` for too many lines
 */
export async function readText(
  { db, effects, userId }: { db: Database; effects: Effects; userId: string },
  { text, locale, rejected = [], accepted = [], swapped = [] }: TextToRead,
): Promise<TextRead> {
  const [settings, lists] = await Promise.all([findSettings(db, userId), listLists(db, userId)]);
  const open = lists.filter(({ archivedAt }) => archivedAt === null);
  const lines = captureLines(text, {
    now: effects.now(),
    ...phraseSettings(settings),
    ...(locale !== undefined && { locale }),
    lists: open.map(({ name }) => name),
    rejected,
    accepted,
    swapped,
  });
  if (lines.length > MAX_CAPTURED_LINES) {
    const detail = `One text makes at most ${MAX_CAPTURED_LINES} tasks; this has ${lines.length} lines.`;
    throw new AppError('limit_reached', detail, { errors: [{ path: 'text', message: detail }] });
  }
  const listIdOf = ({ capture }: CapturedLine) =>
    capture.list === null ? null : (findListByName(capture.list, open)?.id ?? null);
  return { lines: lines.map((line) => ({ ...line, listId: listIdOf(line) })), lists: open };
}
