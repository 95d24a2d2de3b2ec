import type { TaskQueryInput } from '#core/query/task-query.ts';
import type { SavedView } from '#core/view/view.ts';
import type { TaskDraft } from '../commands/task-writes.ts';

export const VIEW_KINDS = [
  'inbox',
  'all',
  'list',
  'today',
  'upcoming',
  'overdue',
  'completed',
  'trash',
  'tag',
  'saved',
] as const;
export type ViewKind = (typeof VIEW_KINDS)[number];

/** What a view shows by itself, before the filter bar narrows it. */
export interface View {
  kind: ViewKind;
  /** Tells one view from another; rows that linger belong to one. */
  key: string;
  title: string;
  /** How its rows are put under headings. */
  grouping: 'none' | 'list' | 'due' | 'day' | 'completed';
  /** What is added here belongs here. */
  draft: Pick<TaskDraft, 'listId' | 'due' | 'tags'>;
  /** Rows can be put in an order of one's own. */
  canReorder: boolean;
  /** New tasks can be written here. */
  canAdd: boolean;
  /** What is kept under the name of this view. */
  saved?: SavedView;
  /** Rows say which list they are in. */
  showsList: boolean;
}

export type ViewBase = Partial<TaskQueryInput>;

/** How far "upcoming" looks ahead. */
export const UPCOMING_DAYS = 30;
