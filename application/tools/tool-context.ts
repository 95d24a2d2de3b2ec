import type { News } from '#core/live/news.ts';
import type { Diff } from '#core/plan/diff.ts';
import type { Database } from '../db/database.ts';
import type { Effects } from '../effects.ts';
import type { Caller, UserServices } from '../services.ts';

/** What a call of a tool may use. The user comes from the caller, never from what the call says. */
export interface ToolContext {
  db: Database;
  effects: Effects;
  /** The agent: through which door and in which conversation it works, and with which model. */
  caller: Caller;
  /** What the same user can do and read otherwise. */
  user: UserServices;
  /** Whether it may change anything. */
  canWrite: boolean;
  /** Whether the user let this token do without confirmation what a person has to confirm otherwise. */
  isBulkAllowed: boolean;
  /** Under which everything is done, so that one undo takes it back; null: each call has its own. */
  correlationId: string | null;
  /** What was changed in the same turn before: it counts together, or many small calls would do what one may not. */
  changedBefore: Diff;
  onCommit: (news: News) => void;
}
