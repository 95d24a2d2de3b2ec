import type { ConsideringEngine } from '#core/chat/chat-engine.ts';
import type { OfferedModel } from '#core/chat/chat-settings.ts';
import type { Diff } from '#core/plan/diff.ts';
import type { ListWithCount } from '#core/query/overview.ts';
import type { Settings } from '#core/settings/settings.ts';
import type { BackgroundLog } from '../background-log.ts';
import type { Database } from '../db/database.ts';
import type { Effects } from '../effects.ts';
import type { Toolbox } from '../tools/toolbox.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import type { ModelClient } from './engines/model-client.ts';
import type { ModelLimits } from './model-budget.ts';

/** The model that a deployment has, and how it is treated. */
export interface ModelOffer {
  offered: OfferedModel;
  client: ModelClient;
  limits: ModelLimits;
  breaker: CircuitBreaker;
}

/** Who works with tools in a turn. */
export interface ChatAgent {
  conversationId: string;
  model: string | null;
  correlationId: string;
  /** What the turn has changed so far, kept up by the toolboxes. */
  changedBefore: Diff;
  /** The user's, as they were when the turn began. */
  settings: Settings;
  /** The same. */
  lists: readonly ListWithCount[];
}

export interface ChatDeps {
  db: Database;
  effects: Effects;
  userId: string;
  /** The user's tools, in a conversation. Everything done under one correlation id is taken back by one undo. */
  toolboxFor: (agent: ChatAgent) => Toolbox;
  pocket: ConsideringEngine;
  /** Null when this deployment has none. */
  model: ModelOffer | null;
  log: BackgroundLog;
}
