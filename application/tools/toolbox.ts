import type { News } from '#core/live/news.ts';
import type { Actor } from '#core/log/actor.ts';
import type { Diff } from '#core/plan/diff.ts';
import { type ConfirmPlan, type PlanView, planView } from '#core/plan/plan.ts';
import type { ListWithCount } from '#core/query/overview.ts';
import type { Settings } from '#core/settings/settings.ts';
import type { ChangeOutput } from '#core/tools/change-output.ts';
import type { ToolCall, ToolResult } from '#core/tools/tool-result.ts';
import type { Database } from '../db/database.ts';
import type { Effects } from '../effects.ts';
import { createUserServices } from '../user-services.ts';
import { requirePlan } from './apply-plan.ts';
import { confirmPlan } from './confirm-plan.ts';
import { runTool } from './run-tool.ts';
import type { ToolContext } from './tool-context.ts';

/** The tools of one user, as one agent uses them. */
export interface Toolbox {
  run: (call: ToolCall) => Promise<ToolResult>;
}

/** The plans of one user, as a person looks at them who is signed in. */
export interface PlanServices {
  /** @throws AppError `not_found` */
  getPlan: (planId: string) => Promise<PlanView>;
  /** Carries it out. @throws AppError see `confirmPlan` */
  confirmPlan: (planId: string, confirmed: ConfirmPlan) => Promise<ChangeOutput>;
}

export interface ToolboxDeps {
  db: Database;
  effects: Effects;
  userId: string;
  /** The agent; what it does is told under this name. */
  actor: Actor;
  trace: string | null;
  canWrite: boolean;
  isBulkAllowed: boolean;
  /** Under which everything is done, so that one undo takes it back; null: each call has its own. */
  correlationId: string | null;
  /** What was changed in the same turn before, by whatever toolbox; this one adds to it. None when left out. */
  changedBefore?: Diff;
  /** The user's, where they were just read. */
  settings?: Settings;
  /** The same; read again once this toolbox has changed something. */
  lists?: readonly ListWithCount[];
  /** Called after a commit that wrote events. Must not throw. */
  onCommit: (news: News) => void;
}

export function createToolbox(deps: ToolboxDeps): Toolbox {
  const ctx = contextOf(deps);
  return { run: (call) => runTool(ctx, call) };
}

/** @param deps of the session: its own actor, no scopes */
export function createPlanServices(
  deps: Omit<ToolboxDeps, 'canWrite' | 'isBulkAllowed' | 'correlationId'>,
): PlanServices {
  const ctx = contextOf({ ...deps, canWrite: true, isBulkAllowed: false, correlationId: null });
  return {
    getPlan: async (planId) => planView(await requirePlan(ctx, planId), deps.effects.now()),
    confirmPlan: (planId, confirmed) => confirmPlan(ctx, planId, confirmed),
  };
}

function contextOf({
  userId,
  actor,
  trace,
  changedBefore = [],
  settings,
  lists: known,
  ...deps
}: ToolboxDeps): ToolContext {
  const caller = { userId, actor, trace };
  const { db, effects } = deps;
  let lists: Promise<ListWithCount[]> | null = known === undefined ? null : Promise.resolve([...known]);
  const onCommit = (news: News) => {
    lists = null;
    deps.onCommit(news);
  };
  const user = createUserServices({ db, effects, caller, onCommit, ...(settings && { settings }) });
  // Every answer names the lists of its tasks: they are read once for all calls between two commits.
  const listLists = () => {
    lists ??= user.listLists().catch((error: unknown) => {
      lists = null;
      throw error;
    });
    return lists;
  };
  return { ...deps, onCommit, changedBefore, caller, user: { ...user, listLists } };
}
