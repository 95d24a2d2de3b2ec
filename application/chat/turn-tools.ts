import { z } from 'zod';
import type { ToolRunner } from '#core/chat/chat-engine.ts';
import type { ChatEvent } from '#core/chat/chat-event.ts';
import { invariant } from '#core/errors.ts';
import { JsonSchema } from '#core/json.ts';
import { ChangeOutputSchema } from '#core/tools/change-output.ts';
import { findToolNamed } from '#core/tools/registry.ts';
import type { ToolResult } from '#core/tools/tool-result.ts';
import type { Toolbox } from '../tools/toolbox.ts';

const QueriedSchema = z.object({ query: z.string().min(1) });
const FoundSchema = z.object({ total: z.int() });

/** What is done in one turn, by whoever answers it. */
export interface TurnTools {
  /**
   * @param toolbox of the user, as this engine uses it
   * @param options `mayChange`: whether the engine may change anything; otherwise such calls are refused. `isNamed`:
   *   whether the person's words ask for what a tool does; otherwise they confirm it first
   */
  runnerFor: (toolbox: Toolbox, options: { mayChange: boolean; isNamed: (tool: string) => boolean }) => ToolRunner;
  /** Whether anything was changed. */
  hasEffect: () => boolean;
  /** What takes it back, the latest first. */
  correlationIds: () => string[];
}

export interface TurnToolsDeps {
  signal: AbortSignal;
  record: (event: ChatEvent) => void;
  /** Called after something was changed. */
  onEffect: () => Promise<void>;
}

/**
 * The tools as engines have them in one turn: each call is a card, and what it changed is remembered. A call that has
 * begun is carried out, stopped or not, so that what is told of it is true.
 */
export function createTurnTools({ signal, record, onEffect }: TurnToolsDeps): TurnTools {
  const correlationIds: string[] = [];
  let calls = 0;
  const note = async (result: ToolResult) => {
    const change = result.isRefused ? null : ChangeOutputSchema.safeParse(result.output);
    const id = change?.success ? change.data.correlationId : null;
    if (id === null) return;
    if (!correlationIds.includes(id)) correlationIds.unshift(id);
    await onEffect();
  };
  return {
    runnerFor: (toolbox, { mayChange, isNamed }) => ({
      async run({ tool, input }, { asksFirst = false } = {}) {
        signal.throwIfAborted();
        calls += 1;
        const call = { type: 'tool', id: `call_${calls}`, tool, input: JsonSchema.parse(input) } as const;
        record({ ...call, result: null });
        const isHeld = asksFirst || !isNamed(tool);
        const isLetThrough = mayChange || isReading(tool);
        const result = isLetThrough ? await toolbox.run({ tool, input, key: null, asksFirst: isHeld }) : ONLY_ASKED;
        record({ ...call, result });
        const query = queryOf(tool, input, result);
        if (query !== null) record(query);
        await note(result);
        return result;
      },
      async look({ tool, input }) {
        signal.throwIfAborted();
        invariant(isReading(tool), 'looking changes nothing');
        return await toolbox.run({ tool, input, key: null });
      },
    }),
    hasEffect: () => correlationIds.length > 0,
    correlationIds: () => [...correlationIds],
  };
}

const ONLY_ASKED: ToolResult = {
  isRefused: true,
  refusal: {
    code: 'forbidden',
    detail:
      'The person asked a question, so nothing is changed in this turn. Answer it; if something should be changed, say what, and they can ask for it.',
    isRetriable: false,
    errors: [],
    plan: null,
  },
};

function isReading(tool: string): boolean {
  return findToolNamed(tool)?.annotations.isReadOnly === true;
}

/** The query that a call found tasks with, for the person to see and to go on with. */
function queryOf(tool: string, input: unknown, result: ToolResult): ChatEvent | null {
  const queried = QueriedSchema.safeParse(input);
  if (tool !== 'find' || result.isRefused || !queried.success) return null;
  const found = FoundSchema.safeParse(result.output);
  return { type: 'query', query: queried.data.query, total: found.success ? found.data.total : null };
}
