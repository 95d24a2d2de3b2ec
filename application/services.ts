import type { Account } from '#core/account/account.ts';
import type { ApiToken } from '#core/account/api-token.ts';
import type { EmailStatus } from '#core/account/email.ts';
import type { Session } from '#core/account/session.ts';
import type { CommandReply } from '#core/command/reply.ts';
import type { Webhook, WebhookMessage } from '#core/delivery/webhook.ts';
import type { Instant } from '#core/instant.ts';
import type { Actor } from '#core/log/actor.ts';
import type { ActivityPage, ActivityQuery } from '#core/query/activity-query.ts';
import type { Bell, RungTask } from '#core/query/bell.ts';
import type { ReminderLedger } from '#core/query/deliveries-query.ts';
import type { ListWithCount, Overview, TagCount } from '#core/query/overview.ts';
import type {
  NotificationsPage,
  NotificationsQuery,
  PlannedReminder,
  UpcomingReminders,
} from '#core/query/reminders-query.ts';
import type {
  OccurrencesQuery,
  ProjectedOccurrences,
  SeriesListQuery,
  SeriesOccurrence,
  SeriesPage,
  SeriesView,
} from '#core/query/series-query.ts';
import type { SyncPage, SyncQuery } from '#core/query/sync-query.ts';
import type { TaskPage, TaskQuery } from '#core/query/task-query.ts';
import type { Settings } from '#core/settings/settings.ts';
import type { Task } from '#core/task/task.ts';
import type { SavedView } from '#core/view/view.ts';
import type { KeyedCommand } from './use-cases/execute-commands.ts';
import type { QuickAdded, QuickAddRequest } from './use-cases/quick-add/quick-add.ts';
import type { TextRead, TextToRead } from './use-cases/quick-add/read-text.ts';

/** Who is asking, and through which door. Made by authentication, and by nothing else. */
export interface Caller {
  userId: string;
  actor: Actor;
  trace: string | null;
}

export interface ExecuteOptions {
  isAtomic?: boolean;
  correlationId?: string | undefined;
}

/**
 * Everything one person, or an agent of theirs, can do: the first of the two doors to data. Every query below is
 * scoped by the user this was made for, so no id that comes in can reach anybody else's data.
 */
export interface UserServices {
  execute: (commands: KeyedCommand[], options?: ExecuteOptions) => Promise<CommandReply[]>;
  /** What a text would make, which changes nothing. @throws AppError `limit_reached` */
  readText: (text: TextToRead) => Promise<TextRead>;
  /** Makes the tasks of a text. @param key its idempotency key @throws AppError why a line makes none */
  quickAdd: (request: QuickAddRequest, key: string | null) => Promise<QuickAdded>;
  listTasks: (query: TaskQuery) => Promise<TaskPage>;
  /** @throws AppError `not_found` */
  getTask: (taskId: string) => Promise<Task>;
  listLists: () => Promise<ListWithCount[]>;
  listViews: () => Promise<SavedView[]>;
  listTags: (prefix: string) => Promise<TagCount[]>;
  getSettings: () => Promise<Settings>;
  getOverview: () => Promise<Overview>;
  listActivity: (query: ActivityQuery) => Promise<ActivityPage>;
  /** @throws AppError `not_found` */
  listReminders: (taskId: string) => Promise<PlannedReminder[]>;
  listUpcomingReminders: (limit: number) => Promise<UpcomingReminders>;
  /** @throws AppError `not_found` */
  listDeliveries: (reminder: { taskId: string; reminderId: string }, limit: number) => Promise<ReminderLedger>;
  /** Says that a window shows toasts; how many had not been shown before. */
  reportShown: (firingIds: readonly string[]) => Promise<number>;
  listNotifications: (query: NotificationsQuery) => Promise<NotificationsPage>;
  listSeries: (query: SeriesListQuery) => Promise<SeriesPage>;
  /** @throws AppError `not_found` */
  getSeries: (seriesId: string) => Promise<SeriesView>;
  /** @throws AppError `not_found` */
  listOccurrences: (seriesId: string, query: OccurrencesQuery) => Promise<SeriesOccurrence[]>;
  /** @param days how many, the user's today included */
  listProjected: (days: number) => Promise<ProjectedOccurrences>;
  /** The bell as pages are loaded with it. */
  getBell: () => Promise<Bell>;
  listRungTasks: (taskIds: readonly string[]) => Promise<RungTask[]>;
  sync: (query: SyncQuery) => Promise<SyncPage>;
  /** Everything the user has, as JSON text in pieces. */
  exportAll: () => AsyncIterable<string>;
}

/** What a person sees of their own account. Changes to it go through the account routes, which also set cookies. */
export interface AccountServices {
  getAccount: () => Promise<Account>;
  /** Newest first; revoked ones not among them. */
  listTokens: () => Promise<ApiToken[]>;
  listSessions: () => Promise<Session[]>;
  getEmail: () => Promise<EmailStatus>;
  listWebhooks: () => Promise<WebhookList>;
  /** With its latest messages, newest first. @throws AppError `not_found` */
  getWebhook: (webhookId: string) => Promise<WebhookWithMessages>;
}

/** `notifierSeenAt`: when a program that calls webhooks last came for work; null when none ever did. */
export interface WebhookList {
  webhooks: Webhook[];
  notifierSeenAt: Instant | null;
}

export interface WebhookWithMessages {
  webhook: Webhook;
  messages: WebhookMessage[];
  notifierSeenAt: Instant | null;
}
