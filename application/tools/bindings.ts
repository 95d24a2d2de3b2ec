import { activityTool } from '#core/tools/activity.ts';
import { addTool } from '#core/tools/add.ts';
import { applyTool } from '#core/tools/apply.ts';
import { completeTool } from '#core/tools/complete.ts';
import { deleteTool } from '#core/tools/delete.ts';
import { fetchTool } from '#core/tools/fetch.ts';
import { findTool } from '#core/tools/find.ts';
import { getTool } from '#core/tools/get.ts';
import { listsTool } from '#core/tools/lists.ts';
import { overviewTool } from '#core/tools/overview.ts';
import type { ToolName } from '#core/tools/registry.ts';
import { remindTool } from '#core/tools/remind.ts';
import { reopenTool } from '#core/tools/reopen.ts';
import { repeatTool } from '#core/tools/repeat.ts';
import { rescheduleTool } from '#core/tools/reschedule.ts';
import { restoreTool } from '#core/tools/restore.ts';
import { searchTool } from '#core/tools/search.ts';
import { tagsTool } from '#core/tools/tags.ts';
import { undoTool } from '#core/tools/undo.ts';
import { updateTool } from '#core/tools/update.ts';
import { applying, type BoundTool, changing, reading } from './bound-tool.ts';
import { compileAdd } from './compile-add.ts';
import { compileIds } from './compile-ids.ts';
import { compileLists } from './compile-lists.ts';
import { compileRemind } from './compile-remind.ts';
import { compileRepeat } from './compile-repeat.ts';
import { compileReschedule } from './compile-reschedule.ts';
import { compileTags } from './compile-tags.ts';
import { compileUndo } from './compile-undo.ts';
import { compileUpdate } from './compile-update.ts';
import { fetchTask } from './fetch-task.ts';
import { findTasksForTool } from './find-tasks.ts';
import { getTasks } from './get-tasks.ts';
import { searchTasks } from './search-tasks.ts';
import { showActivity } from './show-activity.ts';
import { showOverview } from './show-overview.ts';

/** What each tool does. A tool of the registry that is not here does not compile. */
const BINDINGS: Readonly<Record<ToolName, BoundTool>> = {
  overview: reading(overviewTool, showOverview),
  find: reading(findTool, findTasksForTool),
  get: reading(getTool, getTasks),
  add: changing(addTool, compileAdd),
  update: changing(updateTool, compileUpdate),
  complete: changing(completeTool, compileIds('task.complete')),
  reopen: changing(reopenTool, compileIds('task.reopen')),
  reschedule: changing(rescheduleTool, compileReschedule),
  repeat: changing(repeatTool, compileRepeat),
  remind: changing(remindTool, compileRemind),
  delete: changing(deleteTool, compileIds('task.delete')),
  restore: changing(restoreTool, compileIds('task.restore')),
  tags: changing(tagsTool, compileTags),
  lists: changing(listsTool, compileLists),
  activity: reading(activityTool, showActivity),
  undo: changing(undoTool, compileUndo),
  apply: applying(applyTool, ({ plan }) => plan),
  search: reading(searchTool, searchTasks),
  fetch: reading(fetchTool, fetchTask),
};

const BY_NAME: ReadonlyMap<string, BoundTool> = new Map(Object.entries(BINDINGS));

/** A tool by the name somebody called it with. A map, so that no name reaches what objects inherit. */
export function bindingOf(name: string): BoundTool | undefined {
  return BY_NAME.get(name);
}
