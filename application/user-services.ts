import { AppError } from '#core/errors.ts';
import { toEpochMs } from '#core/instant.ts';
import type { News } from '#core/live/news.ts';
import type { Moment } from '#core/query-language/read-date.ts';
import { phraseSettings } from '#core/settings/phrase-settings.ts';
import type { Settings } from '#core/settings/settings.ts';
import type { Database } from './db/database.ts';
import { needsLists } from './db/queries/compile-task-query.ts';
import { findSettings } from './db/queries/find-settings.ts';
import { findTask } from './db/queries/find-task.ts';
import { listActivity } from './db/queries/list-activity.ts';
import { listLists } from './db/queries/list-lists.ts';
import { listNotifications } from './db/queries/list-notifications.ts';
import { listTags } from './db/queries/list-tags.ts';
import { listTasks } from './db/queries/list-tasks.ts';
import { listViews } from './db/queries/list-views.ts';
import { listRungTasks, readBell } from './db/queries/read-bell.ts';
import { readOverview } from './db/queries/read-overview.ts';
import { readSync } from './db/queries/read-sync.ts';
import { reportShown } from './db/queries/report-shown.ts';
import { needsMoment } from './db/queries/task-filter.ts';
import type { Effects } from './effects.ts';
import type { Caller, UserServices } from './services.ts';
import { executeCommands } from './use-cases/execute-commands.ts';
import { exportAll } from './use-cases/export-all.ts';
import { listReminders, listUpcomingReminders } from './use-cases/list-reminders.ts';
import { readLedger } from './use-cases/push/read-ledger.ts';
import { quickAdd } from './use-cases/quick-add/quick-add.ts';
import { readText } from './use-cases/quick-add/read-text.ts';
import { listOccurrences, listProjected } from './use-cases/series/list-occurrences.ts';
import { getSeries, listSeries } from './use-cases/series/view-series.ts';

export interface UserServicesDeps {
  db: Database;
  effects: Effects;
  caller: Caller;
  /** Called after a commit that wrote events. Must not throw: nothing after a commit turns success into an error. */
  onCommit: (news: News) => void;
  /** The user's, where they were just read: what is found is found by them then. */
  settings?: Settings;
}

/** The services of one caller. Everything below takes the user from the caller, never from an argument. */
export function createUserServices({ db, effects, caller, onCommit, settings }: UserServicesDeps): UserServices {
  const { userId, actor, trace } = caller;
  const zoneOf = async () => (await findSettings(db, userId)).zone;
  const moment = async (): Promise<Moment> => {
    return { now: effects.now(), ...phraseSettings(settings ?? (await findSettings(db, userId))) };
  };
  const execute: UserServices['execute'] = async (commands, { isAtomic = false, correlationId } = {}) => {
    const request = { userId, actor, trace, commands, isAtomic, correlationId, onCommit };
    return await executeCommands(db, effects, request);
  };
  return {
    execute,
    readText: (text) => readText({ db, effects, userId }, text),
    quickAdd: (request, key) => quickAdd({ db, effects, userId, execute }, request, key),
    async listTasks(query) {
      const [at, lists] = await Promise.all([
        needsMoment(query) ? moment() : null,
        needsLists(query) ? listLists(db, userId) : [],
      ]);
      return await listTasks(db, userId, query, { moment: at, lists });
    },
    async getTask(taskId) {
      const task = await findTask(db, userId, taskId);
      if (!task) throw new AppError('not_found', `There is no task ${taskId}.`);
      return task;
    },
    listLists: () => listLists(db, userId),
    listViews: () => listViews(db, userId),
    listTags: (prefix) => listTags(db, userId, prefix),
    getSettings: () => findSettings(db, userId),
    getOverview: () => readOverview(db, userId, effects.now()),
    async listActivity(query) {
      const needsZone = query.from !== undefined || query.to !== undefined;
      return await listActivity(db, userId, query, needsZone ? await zoneOf() : 'UTC');
    },
    listReminders: (taskId) => listReminders(db, userId, taskId),
    listUpcomingReminders: (limit) => listUpcomingReminders(db, userId, limit),
    listDeliveries: (reminder, limit) => readLedger(db, userId, reminder, limit),
    reportShown: (firingIds) => reportShown(db, userId, firingIds, toEpochMs(effects.now())),
    listNotifications: (query) => listNotifications(db, userId, query),
    listSeries: (query) => listSeries(db, userId, query, effects.now()),
    getSeries: (seriesId) => getSeries(db, userId, seriesId, effects.now()),
    listOccurrences: (seriesId, query) => listOccurrences(db, userId, seriesId, query, effects.now()),
    listProjected: (days) => listProjected(db, userId, days, effects.now()),
    getBell: () => readBell(db, userId),
    listRungTasks: (taskIds) => listRungTasks(db, userId, taskIds),
    sync: (query) => readSync(db, userId, query),
    exportAll: () => exportAll(db, userId, effects.now()),
  };
}
