import type { BellPort } from '#application/bell-port.ts';
import type { ChatServices } from '#application/chat/chat-services.ts';
import { createChatServices } from '#application/chat/create-chat-services.ts';
import { createPocket } from '#application/chat/engines/pocket.ts';
import { type Database, openDatabase } from '#application/db/database.ts';
import { type Meter, newMeter } from '#application/db/strict-d1.ts';
import type { Effects } from '#application/effects.ts';
import type { HubPort } from '#application/hub-port.ts';
import type { PushPort } from '#application/push-port.ts';
import { realEffects } from '#application/real-effects.ts';
import { ringBell } from '#application/ring-bell.ts';
import type { UserServices } from '#application/services.ts';
import { createPlanServices, createToolbox, type PlanServices, type Toolbox } from '#application/tools/toolbox.ts';
import { createUserServices } from '#application/user-services.ts';
import { createWebPush } from '#application/web-push.ts';
import type { News } from '#core/live/news.ts';
import type { Diff } from '#core/plan/diff.ts';
import type { ListWithCount } from '#core/query/overview.ts';
import type { Settings } from '#core/settings/settings.ts';
import type { Principal } from './auth/principal.ts';
import { createBellClient } from './bell-client.ts';
import { countingLog } from './counting-log.ts';
import { type Configuration, configurationOf } from './env.ts';
import { createHubClient } from './hub-client.ts';
import { consoleLog, describeError, type Log } from './log.ts';
import { modelOfferOf } from './model-offer-of.ts';
import { createTurnStops, type TurnStops } from './turn-stops.ts';

/**
 * What one request can use. `forUser` is the door to data for everything a person or their agent does; what works on
 * users' data without them asking (`use-cases/hub`, `use-cases/retention`) lint opens to crons and the hub only.
 */
export interface Services {
  configuration: Configuration;
  effects: Effects;
  log: Log;
  hub: HubPort;
  /** Stops turns of the chat that are under way. */
  turnStops: TurnStops;
  /** Wakes the programs of the cluster, and remembers how far the log had come. */
  bell: BellPort;
  /** Null when this deployment does not push. */
  push: PushPort | null;
  /** What this request has cost the database so far. */
  meter: Meter;
  /** For authentication and account use cases; tasks go through `forUser`. */
  db: Database;
  /** Lets work go on after the answer; a failure is logged and changes nothing. */
  runInBackground: (task: string, work: () => Promise<unknown>) => void;
  /** Tells the user's hub and the cluster, after the answer, that something was committed. */
  onCommit: (userId: string, news: News) => void;
  /** Where the request stands in a trace, which everything it commits names; null when nobody traces. */
  readonly trace: string | null;
  forUser: (principal: Principal) => UserServices;
  /** What an agent does for a user, through the door it came in by. */
  toolsFor: (principal: Principal, agent: Agent) => Toolbox;
  chatFor: (principal: Principal) => ChatServices;
  /** For what a person looks at and confirms; only for routes that no token opens. */
  plansFor: (principal: Principal) => PlanServices;
}

/** Who works with tools: a client of MCP, or the chat with the conversation and the model it has. */
export interface Agent {
  client: string;
  conversation?: string;
  model?: string;
  /** Under which everything is done, so that one undo takes it back. */
  correlationId?: string;
  /** See `ToolboxDeps`. */
  changedBefore?: Diff;
  /** See `ToolboxDeps`. */
  settings?: Settings;
  lists?: readonly ListWithCount[];
}

/**
 * The services of one request; what it does not use is not built.
 *
 * @param trace looked up when something is done: what a request is part of is known after its services are
 */
export function createServices(
  env: Env,
  waitUntil: (work: Promise<unknown>) => void,
  trace: () => string | null,
): Services {
  const configuration = configurationOf(env);
  const meter = newMeter();
  const log = countingLog(env, consoleLog({ isQuiet: configuration.environment === 'local' }), waitUntil);
  const db = once(() => openDatabase(env.DB, meter));
  const hub = once(() => createHubClient(env.USER_HUB, meter));
  const bell = once(() => createBellClient(env.FEED_BELL, meter));
  const effects = realEffects;
  const push = once(() =>
    createWebPush(configuration.push, { fetch: (address, init) => fetch(address, init), nowMs: Date.now }),
  );

  const runInBackground: Services['runInBackground'] = (task, work) => {
    waitUntil(
      work().catch((error: unknown) => log.write({ event: 'background.failed', task, ...describeError(error) })),
    );
  };
  // A nudge is only a hint: the watchdog finds out within a minute that it was lost.
  const nudge = async (userId: string, news: News) => {
    try {
      await hub().nudge(userId, news);
    } catch (error) {
      log.write({ event: 'nudge.failed', userId, error: describeError(error).error });
    }
  };

  const ring = () => ringBell(bell(), Date.now, (error) => log.write({ event: 'ring.failed', error }));

  const onCommit = (userId: string, news: News) => {
    waitUntil(nudge(userId, news));
    waitUntil(ring());
  };

  const toolsFor: Services['toolsFor'] = (
    { userId, scopes, credential },
    { client, conversation = null, model, correlationId = null, changedBefore = [], settings, lists },
  ) =>
    createToolbox({
      db: db(),
      effects,
      userId,
      trace: trace(),
      actor: { kind: 'agent', client, conversation, ...(model !== undefined && { model }) },
      canWrite: scopes.includes('write'),
      // A session never brings it, and in a chat a token neither: there a person can click.
      isBulkAllowed: conversation === null && credential.kind === 'token' && scopes.includes('bulk'),
      correlationId,
      changedBefore,
      ...(settings && { settings }),
      ...(lists && { lists }),
      onCommit: (news) => onCommit(userId, news),
    });

  return {
    configuration,
    effects,
    log,
    meter,
    get db() {
      return db();
    },
    get trace() {
      return trace();
    },
    turnStops: createTurnStops(env.USER_HUB),
    get hub() {
      return hub();
    },
    get bell() {
      return bell();
    },
    get push() {
      return push();
    },
    runInBackground,
    onCommit,
    forUser: ({ userId, actor }) =>
      createUserServices({
        db: db(),
        effects,
        caller: { userId, actor, trace: trace() },
        onCommit: (news) => onCommit(userId, news),
      }),
    toolsFor,
    chatFor: (principal) =>
      createChatServices({
        db: db(),
        effects,
        userId: principal.userId,
        toolboxFor: ({ conversationId, model, ...turn }) => {
          const agent = { client: 'chat', conversation: conversationId, ...turn };
          return toolsFor(principal, model === null ? agent : { ...agent, model });
        },
        pocket: createPocket(),
        model: modelOfferOf(env),
        log,
      }),
    plansFor: ({ userId, actor }) =>
      createPlanServices({
        db: db(),
        effects,
        userId,
        trace: trace(),
        actor,
        onCommit: (news) => onCommit(userId, news),
      }),
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
