import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Instant } from '../instant.ts';
import { canonicalJson, type Json } from '../json.ts';
import type { List } from '../list/list.ts';
import type { Reminder } from '../reminder/reminder.ts';
import type { Series } from '../series/series.ts';
import type { Settings } from '../settings/settings.ts';
import type { Task } from '../task/task.ts';
import type { SavedView } from '../view/view.ts';

// What of a thing a person agrees to when they agree to a change of it. Nothing here may differ when the same is
// decided a second time: no time of deciding, no version, no key of order, no id that deciding makes up.

export function taskFacts(task: Task): Record<string, Json> {
  return {
    title: task.title,
    notes: clip(task.notes),
    list: task.listId,
    parent: task.parentId,
    status: task.status,
    priority: task.priority,
    tags: task.tags,
    due: task.due,
    reminders: task.reminders.map((reminder) => reminderFacts(reminder, task.updatedAt)).sort(byText),
    series: task.series,
    isDeleted: task.deletedAt !== null,
  };
}

export function listFacts({ name, archivedAt, deletedAt }: List): Record<string, Json> {
  return { name, isArchived: archivedAt !== null, isDeleted: deletedAt !== null };
}

export function viewFacts({ name, query, sort, order, deletedAt }: SavedView): Record<string, Json> {
  return { name, query, sort, order, isDeleted: deletedAt !== null };
}

/** Its plan. What it remembers of single occurrences shows in the tasks that are made of it. */
export function seriesFacts(series: Series): Record<string, Json> {
  const { status, rule, start, zone, trigger, next, exceptions } = series;
  return { status, rule, start, zone, trigger, next, skipped: exceptions };
}

export function settingsFacts(settings: Settings): Record<string, Json> {
  const { id: _id, version: _version, updatedAt: _updatedAt, ...facts } = settings;
  return facts;
}

/** Ids of reminders are made up when they are decided on; one set for a moment that has passed rings “now”. */
function reminderFacts({ when, channels, ringAt }: Reminder, changedAt: Instant): Json {
  return { when, channels, ...(ringAt !== null && { rings: ringAt === changedAt ? 'now' : ringAt }) };
}

function byText(a: Json, b: Json): number {
  return canonicalJson(a) < canonicalJson(b) ? -1 : 1;
}

const MAX_SHOWN_CHARACTERS = 2000;
const DIGEST_CHARACTERS = 16;

/** Long notes are shown in part, with a digest of the whole: two that begin alike are still told apart. */
function clip(text: string): string {
  if (text.length <= MAX_SHOWN_CHARACTERS) return text;
  const digest = bytesToHex(sha256(new TextEncoder().encode(text))).slice(0, DIGEST_CHARACTERS);
  return `${text.slice(0, MAX_SHOWN_CHARACTERS).toWellFormed()}… (${text.length} characters, ${digest})`;
}
