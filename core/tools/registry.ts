import { activityTool } from './activity.ts';
import { addTool } from './add.ts';
import { applyTool } from './apply.ts';
import { completeTool } from './complete.ts';
import { deleteTool } from './delete.ts';
import { fetchTool } from './fetch.ts';
import { findTool } from './find.ts';
import { getTool } from './get.ts';
import { listsTool } from './lists.ts';
import { overviewTool } from './overview.ts';
import { remindTool } from './remind.ts';
import { reopenTool } from './reopen.ts';
import { repeatTool } from './repeat.ts';
import { rescheduleTool } from './reschedule.ts';
import { restoreTool } from './restore.ts';
import { searchTool } from './search.ts';
import { tagsTool } from './tags.ts';
import type { ToolDefinition } from './tool.ts';
import { undoTool } from './undo.ts';
import { updateTool } from './update.ts';

/** Every tool there is, in the order people read about them. Chat, MCP and the palette are views of this. */
export const TOOLS = [
  overviewTool,
  findTool,
  getTool,
  addTool,
  updateTool,
  completeTool,
  reopenTool,
  rescheduleTool,
  repeatTool,
  remindTool,
  deleteTool,
  restoreTool,
  tagsTool,
  listsTool,
  activityTool,
  undoTool,
  applyTool,
  searchTool,
  fetchTool,
] as const satisfies readonly ToolDefinition[];

export type Tool = (typeof TOOLS)[number];
export type ToolName = Tool['name'];
export type ToolNamed<Name extends ToolName> = Extract<Tool, { name: Name }>;

export function findToolNamed(name: string): Tool | undefined {
  return TOOLS.find((tool) => tool.name === name);
}
