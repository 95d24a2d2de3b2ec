import { env } from 'cloudflare:workers';
import { z } from 'zod';
import { openDatabase } from '#application/db/database.ts';
import { newMeter } from '#application/db/strict-d1.ts';
import { createPlanServices, createToolbox, type PlanServices } from '#application/tools/toolbox.ts';
import { toInstant } from '#core/instant.ts';
import type { Actor } from '#core/log/actor.ts';
import { type ChangeOutput, ChangeOutputSchema } from '#core/tools/change-output.ts';
import { findToolNamed, type ToolName } from '#core/tools/registry.ts';
import type { ToolRefusal, ToolResult } from '#core/tools/tool-result.ts';
import { realEffects } from './effects.ts';
import { newUser, type Surroundings, type TestUser } from './users.ts';

const FoundSchema = z.object({ tasks: z.array(z.object({ title: z.string() })) });

export interface AgentOptions extends Surroundings {
  client?: string;
  conversation?: string | null;
  canWrite?: boolean;
  isBulkAllowed?: boolean;
  correlationId?: string | null;
}

/** In Berlin the afternoon of a Saturday, or so many ms later: for tests in which days have names. */
export function onSaturday(laterMs = 0): AgentOptions {
  return { effects: { now: () => toInstant(Date.parse('2026-11-21T14:00:00.000Z') + laterMs) } };
}

/** An agent that works for a user, with short words for what tests ask of it. */
export interface TestAgent {
  user: TestUser;
  /** Answers whatever comes. The name is any text, as it is for callers. */
  run: (tool: string, input?: unknown, key?: string) => Promise<ToolResult>;
  /** The output of a call that must succeed, checked against the tool's schema. */
  ask: (tool: ToolName, input?: unknown, key?: string) => Promise<Record<string, unknown>>;
  /** The same for tools that change something. */
  change: (tool: ToolName, input?: unknown, key?: string) => Promise<ChangeOutput>;
  /** Why a call that must be refused is. */
  refused: (tool: string, input?: unknown, key?: string) => Promise<ToolRefusal>;
  /** Adds tasks, each by its title alone or as the tool takes it, and answers their ids. */
  add: (...tasks: (string | Record<string, unknown>)[]) => Promise<string[]>;
  /** The titles of what `find` finds. */
  titles: (input?: unknown) => Promise<string[]>;
  /** What the user does in their own session. */
  plans: PlanServices;
  /** The same user's data under another agent, or at another time. */
  as: (options: AgentOptions) => TestAgent;
}

export async function newAgent(options: AgentOptions = {}): Promise<TestAgent> {
  return agentOf(await newUser(options), options);
}

export function agentOf(user: TestUser, options: AgentOptions = {}): TestAgent {
  const { d1 = env.DB, client = 'test-agent', conversation = null, canWrite = true, isBulkAllowed = false } = options;
  const { correlationId = null } = options;
  const actor: Actor = { kind: 'agent', client, conversation };
  const deps = {
    effects: { ...realEffects(), ...options.effects },
    userId: user.id,
    trace: null,
    onCommit: () => undefined,
  };
  // Each call has a database of its own, as each request has.
  const db = () => openDatabase(d1, newMeter());
  const run: TestAgent['run'] = (tool, input = {}, key) => {
    return createToolbox({ ...deps, db: db(), actor, canWrite, isBulkAllowed, correlationId }).run({
      tool,
      input,
      key: key ?? null,
    });
  };
  const ask: TestAgent['ask'] = async (tool, input, key) => {
    const result = await run(tool, input, key);
    if (result.isRefused) throw new Error(`${tool} was refused: ${JSON.stringify(result.refusal)}`);
    findToolNamed(tool)?.output.parse(result.output);
    return result.output;
  };
  const change: TestAgent['change'] = async (tool, input, key) => ChangeOutputSchema.parse(await ask(tool, input, key));
  const plansOf = () =>
    createPlanServices({ ...deps, db: db(), actor: { kind: 'user', client: 'web', conversation: null } });
  return {
    user,
    run,
    ask,
    change,
    async refused(tool, input, key) {
      const result = await run(tool, input, key);
      if (!result.isRefused) throw new Error(`${tool} was not refused: ${JSON.stringify(result.output)}`);
      return result.refusal;
    },
    async add(...tasks) {
      const input = tasks.map((task) => (typeof task === 'string' ? { title: task } : task));
      const { changes } = await change('add', { tasks: input });
      return input.map(({ title }) => changes.find((each) => each.kind === 'task' && each.title === title)?.id ?? '');
    },
    titles: async (input) => FoundSchema.parse(await ask('find', input)).tasks.map(({ title }) => title),
    plans: {
      getPlan: (planId) => plansOf().getPlan(planId),
      confirmPlan: (planId, confirmed) => plansOf().confirmPlan(planId, confirmed),
    },
    as: (other) => agentOf(user, { ...options, ...other }),
  };
}
