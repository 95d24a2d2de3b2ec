import type { Instant } from '../instant.ts';
import type { Json } from '../json.ts';
import type { Settings } from '../settings/settings.ts';
import type { ToolResult } from '../tools/tool-result.ts';
import type { EngineName, SaidEvent } from './chat-event.ts';
import type { Action, Choice } from './choice.ts';
import type { Dialogue } from './dialogue.ts';
import type { Turn } from './turn.ts';

/** The tools of the user who asks, with their rights and in their conversation. */
export interface ToolRunner {
  /**
   * Calls a tool; the call and what comes of it are shown as a card. A refusal is an answer.
   *
   * @param options `asksFirst`: a person has to confirm it, however little it comes to
   * @throws when stopped
   */
  run: (call: Action, options?: { asksFirst?: boolean }) => Promise<ToolResult>;
  /** Asks a tool that changes nothing, for the engine itself: nothing of it is shown. @throws when stopped */
  look: (call: Action) => Promise<ToolResult>;
}

/** One thing a person said, and everything an engine may know to answer it. */
export interface ChatTurn {
  id: string;
  text: string;
  /** Set when a choice was picked rather than something said: its actions, where it has any, are what is meant. */
  chosen: Choice | null;
  conversationId: string;
  /** What was said before, oldest first; only so far back as it can matter. Read when it is asked for: it is long. */
  earlier: () => Promise<readonly Turn[]>;
  dialogue: Dialogue;
  now: Instant;
  /** The user's, and so are zone and locale in it. */
  settings: Settings;
  /** Aborted when the person stops the turn. Engines end soon after, by throwing or returning. */
  signal: AbortSignal;
  say: (event: SaidEvent) => void;
  /** Replaces `dialogue.memory`, from the next turn on. */
  remember: (memory: Json) => void;
}

/**
 * What answers a turn. It reaches the user's data through the tools and nothing else, and says what it says through
 * the turn.
 *
 * @throws EngineFailure when it cannot answer; anything else is a fault of ours
 */
export interface ChatEngine {
  readonly name: EngineName;
  /** Null when it is not a model. */
  readonly model: string | null;
  answer: (turn: ChatTurn, tools: ToolRunner) => Promise<void>;
}

/** What an engine that understands by rules made of a turn, before it acts. */
export interface Considered {
  /** Whether it is sure what is meant. What is certain never goes to a model. */
  isCertain: boolean;
  /** Carries it out, or says the best it can: asks back, or that it did not understand. */
  answer: (tools: ToolRunner) => Promise<void>;
}

/** An engine that knows beforehand whether it understood. While considering it says nothing and only looks. */
export interface ConsideringEngine extends ChatEngine {
  consider: (turn: ChatTurn, tools: Pick<ToolRunner, 'look'>) => Promise<Considered>;
}
