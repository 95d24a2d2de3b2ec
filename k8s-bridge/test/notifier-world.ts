import { nthId } from '#test/ids.ts';
import { type SmtpCatcher, startSmtpCatcher } from '../../scripts/cluster/smtp-catcher.ts';
import { type BridgeProcess, startBridge } from './bridge-process.ts';
import { type Endpoint, startEndpoint } from './endpoint-stage.ts';
import { type FakeDeliveries, serveFakeDeliveries } from './fake-deliveries.ts';
import { type KafkaStage, newKafkaStage, sharedKafka } from './kafka-stage.ts';

/** Notifiers as processes, between a real broker, a real mail server, a real endpoint, and a ledger that the test is. */
export interface NotifierWorld {
  readonly edge: FakeDeliveries;
  readonly stage: KafkaStage;
  readonly mailbox: SmtpCatcher;
  readonly endpoint: Endpoint;
  readonly start: () => BridgeProcess;
  /** Puts records on the topic that wakes them. */
  readonly put: (bodies: readonly (object | string)[]) => Promise<void>;
  /** Kills what runs and stops the rest. */
  readonly close: () => Promise<void>;
}

let lastStage: Promise<unknown> = Promise.resolve();

/** One after the other: a client that waits for its topics to have leaders stumbles over those of another. */
function nextStage(): Promise<KafkaStage> {
  const next = lastStage.then(async () => newKafkaStage(await sharedKafka()));
  lastStage = next.catch(() => undefined);
  return next;
}

export async function newNotifierWorld(): Promise<NotifierWorld> {
  const edge = await serveFakeDeliveries();
  const stage = await nextStage();
  const mailbox = await startSmtpCatcher();
  const endpoint = await startEndpoint((response) => void response.writeHead(204).end());
  const running: BridgeProcess[] = [];
  return {
    edge,
    stage,
    mailbox,
    endpoint,
    start() {
      const started = startBridge({
        ...stage.env,
        ROLES: 'notifier',
        CARILLON_URL: edge.origin,
        CARILLON_TOKEN: 'any',
        SMTP_URL: `smtp://127.0.0.1:${mailbox.port}`,
        SMTP_SECURITY: 'none',
        SMTP_FROM: 'Carillon <reminders@carillon.example>',
        WEBHOOK_ALLOW: '127.0.0.0/8',
      });
      running.push(started);
      return started;
    },
    async put(bodies) {
      const sink = stage.transport.newOpenSink();
      await sink.connect();
      const records = bodies.map((body, n) => ({
        topic: 'reminders' as const,
        key: nthId('user', n),
        body: typeof body === 'string' ? body : JSON.stringify(body),
        contentType: 'application/cloudevents+json; charset=utf-8',
        headers: {},
      }));
      await sink.publish(records, { timeoutMs: 30_000 });
      await sink.close();
    },
    async close() {
      for (const { child, ended } of running) {
        child.kill('SIGKILL');
        await ended;
      }
      await Promise.all([mailbox.stop(), endpoint.stop(), edge.close()]);
    },
  };
}
