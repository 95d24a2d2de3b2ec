import type { ChatTurn, ToolRunner } from '#core/chat/chat-engine.ts';
import type { ChatEvent, SaidEvent } from '#core/chat/chat-event.ts';
import { FIRST_DIALOGUE } from '#core/chat/dialogue.ts';
import { firstSettings } from '#core/settings/first-settings.ts';
import { findToolNamed } from '#core/tools/registry.ts';
import type { ToolResult } from '#core/tools/tool-result.ts';
import { nthId } from '../ids.ts';

export interface TestTurn {
  turn: ChatTurn;
  stop: () => void;
  said: SaidEvent[];
  /** What was said in words. */
  words: () => string;
}

/** A turn as an engine gets it. */
export function newTurn(utterance: string, more: Partial<ChatTurn> = {}): TestTurn {
  const said: SaidEvent[] = [];
  const own = new AbortController();
  const turn: ChatTurn = {
    id: nthId('turn', 1),
    text: utterance,
    chosen: null,
    conversationId: nthId('conversation', 1),
    earlier: async () => [],
    dialogue: FIRST_DIALOGUE,
    now: '2026-11-21T09:00:00.000Z',
    settings: firstSettings({ zone: 'Europe/Berlin', locale: 'en', now: '2026-11-01T00:00:00.000Z' }),
    signal: own.signal,
    say: (event) => said.push(event),
    remember: () => undefined,
    ...more,
  };
  const words = () => said.map((event) => (event.type === 'text' ? event.text : '')).join('');
  return { turn, stop: () => own.abort(), said, words };
}

export interface TestTools extends ToolRunner {
  /** What was called, refused or not. */
  called: { tool: string; input: Record<string, unknown> }[];
  /** What a change came to; each has an effect. */
  effects: string[];
}

const NOBODYS = 'There is no task of that id.';

/**
 * Tools that look at names and inputs like the real ones, and change a list of words. Any id is unknown to them.
 *
 * @param onCall runs before each call is answered
 */
export function newTools(onCall: (tool: string) => void = () => undefined): TestTools {
  const called: TestTools['called'] = [];
  const effects: string[] = [];
  const refused = (code: 'not_found' | 'validation_failed', detail: string): ToolResult => ({
    isRefused: true,
    refusal: { code, detail, isRetriable: false, errors: [], plan: null },
  });
  const run: ToolRunner['run'] = async ({ tool, input }) => {
    called.push({ tool, input });
    onCall(tool);
    const definition = findToolNamed(tool);
    if (!definition) return refused('not_found', 'There is no tool of that name.');
    const parsed = definition.input.safeParse(input);
    if (!parsed.success) return refused('validation_failed', 'The input is not as it must be.');
    if ('ids' in input) return refused('not_found', NOBODYS);
    if (!definition.annotations.isReadOnly) effects.push(tool);
    return { isRefused: false, output: { tasks: [], total: 0, page: 1, hasMore: false } };
  };
  return { called, effects, run, look: run };
}

/** The kinds of events, in their order, neighbours of a kind once. */
export function kinds(events: readonly ChatEvent[]): string[] {
  return events.map(({ type }) => type).filter((type, at, all) => type !== all[at - 1]);
}
