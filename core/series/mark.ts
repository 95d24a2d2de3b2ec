import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { canonicalJson } from '../json.ts';
import type { Task } from '../task/task.ts';

/** As good as unique among the states of one task. */
const MARK_BYTES = 8;

/**
 * A digest of what an occurrence says, with its subtasks: equal exactly while nobody touched it. Versions would not
 * do, because taking an occurrence back and restoring it counts them up. Places in a list are not part of it.
 */
export function markOf(task: Task, subtasks: readonly Task[]): string {
  const live = subtasks.filter(({ deletedAt }) => deletedAt === task.deletedAt);
  const content = [sayings(task), ...live.map((subtask) => JSON.stringify(sayings(subtask))).sort()];
  return bytesToHex(sha256(new TextEncoder().encode(canonicalJson(content))).slice(0, MARK_BYTES));
}

function sayings({ title, notes, priority, tags, status, due, listId, reminders }: Task) {
  const rings = reminders.map(({ when, channels, ringAt }) => JSON.stringify([when, channels, ringAt])).sort();
  return { title, notes, priority, tags, status, due, listId, rings };
}
