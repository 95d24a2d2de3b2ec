import { type Carillon, startCarillon } from '#test/e2e-harness.ts';
import { newServiceToken } from '#test/service-token.ts';
import { type KafkaBroker, startKafka } from '../../../scripts/cluster/kafka-broker.ts';
import { type SmtpCatcher, startSmtpCatcher } from '../../../scripts/cluster/smtp-catcher.ts';
import { type ArchiveStage, newArchiveStage, sharedPostgres } from '../archive-stage.ts';
import type { StartBridge } from '../bridge-process.ts';
import { type Endpoint, startEndpoint } from '../endpoint-stage.ts';
import { type KafkaStage, newKafkaStage } from '../kafka-stage.ts';
import { type RolePart, startRole } from './role-part.ts';
import { ROLES, type RoleName, type Schedule } from './schedule.ts';

/** Everything that is real: an edge, a broker, a database, a mail server, an endpoint, and the roles between them. */
export interface Stage {
  readonly carillon: Carillon;
  /** Of the service, for what an operator asks. */
  readonly token: string;
  readonly broker: KafkaBroker;
  readonly kafka: KafkaStage;
  readonly archive: ArchiveStage;
  readonly mailbox: SmtpCatcher;
  readonly endpoint: Endpoint;
  /** Lets calls wait for their answer from now on, until the returned function is called. */
  readonly holdCalls: () => () => void;
  readonly roles: Readonly<Record<RoleName, RolePart>>;
  readonly close: () => Promise<void>;
}

interface StageOptions extends Pick<Schedule, 'transport'> {
  /** How the processes of the bridge come to be. */
  readonly launch?: StartBridge;
}

/** Starts it all; what has started is stopped when the rest does not. */
export async function openStage({ transport, launch }: StageOptions): Promise<Stage> {
  const closing: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const end of closing.splice(0).reverse()) await end();
  };
  const started = async <Part>(starting: Promise<Part>, end: (part: Part) => Promise<unknown>): Promise<Part> => {
    const part = await starting;
    closing.push(() => end(part));
    return part;
  };
  const all = async () => {
    const beginning = [
      started(startCarillon(), (carillon) => carillon.stop()),
      started(startKafka({ heapMb: 256, isShortLived: true }), (broker) => broker.stop()),
      started(sharedPostgres().then(newArchiveStage), (archive) => archive.close()),
    ] as const;
    // Whatever has started by then is stopped, also when another one failed first.
    await Promise.allSettled(beginning);
    const [carillon, broker, archive] = await Promise.all(beginning);
    const mailbox = await started(startSmtpCatcher(), (catcher) => catcher.stop());
    let held: Promise<void> = Promise.resolve();
    const behave = startEndpoint((response) => void held.then(() => response.writeHead(204).end()));
    const endpoint = await started(behave, (each) => each.stop());
    const holdCalls = () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return resolve;
    };
    const kafka = await newKafkaStage(broker);
    const { secret: token } = await newServiceToken(carillon, ['feed', 'deliveries']);
    const env = {
      ...kafka.env,
      CARILLON_URL: carillon.origin,
      CARILLON_TOKEN: token,
      DATABASE_URL: archive.url,
      SMTP_URL: `smtp://127.0.0.1:${mailbox.port}`,
      SMTP_SECURITY: 'none',
      SMTP_FROM: 'Carillon <reminders@carillon.example>',
      WEBHOOK_ALLOW: '127.0.0.0/8',
    };
    const dapr = transport === 'dapr' ? { bootstrap: broker.bootstrap, prefix: kafka.prefix } : null;
    const starting = ROLES.map((name) => started(startRole(name, { env, dapr, launch }), (role) => role.close()));
    await Promise.allSettled(starting);
    const [mirror, notifier, archiver] = await Promise.all(starting);
    if (!mirror || !notifier || !archiver) throw new Error('a role is missing');
    // From here on everything that is committed is an event of the feed.
    await mirror.current().untilLogged('mirror.snapshot_finished');
    const roles = { mirror, notifier, archiver };
    return { carillon, token, broker, kafka, archive, mailbox, endpoint, holdCalls, roles, close };
  };
  try {
    return await all();
  } catch (error) {
    await close();
    throw error;
  }
}
