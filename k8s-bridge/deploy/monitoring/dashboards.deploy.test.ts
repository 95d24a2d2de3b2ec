import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { BackupsSchema } from '#core/backup/manifest.ts';
import { toInstant } from '#core/instant.ts';
import { signUp } from '#test/e2e-client.ts';
import { type Carillon, startCarillon } from '#test/e2e-harness.ts';
import { describeNeeding } from '#test/e2e-needs.ts';
import { nthId } from '#test/ids.ts';
import { newServiceToken } from '#test/service-token.ts';
import { ensureKafka } from '../../../scripts/cluster/ensure-kafka.ts';
import { ensurePostgres } from '../../../scripts/cluster/ensure-postgres.ts';
import { startSmtpCatcher } from '../../../scripts/cluster/smtp-catcher.ts';
import { ensurePrometheus } from '../../../scripts/judges/ensure-prometheus.ts';
import { DASHBOARDS } from '../../../scripts/monitoring/dashboards/dashboards.ts';
import { newArchiveStage, sharedPostgres } from '../../test/archive-stage.ts';
import { startBridge } from '../../test/bridge-process.ts';
import { newKafkaStage, sharedKafka } from '../../test/kafka-stage.ts';
import { RULE_FILES } from '../../test/monitoring/alert-rules.ts';
import { exporterFiles } from '../../test/monitoring/monitored-names.ts';
import { startPrometheus } from '../../test/monitoring/prometheus.ts';

/** Makes a backup, as the minutes of a night do. */
async function backUp({ origin, operatorToken, tickCron }: Carillon): Promise<void> {
  const at = `${origin}/api/operator/backups`;
  const headers = { authorization: `Bearer ${operatorToken}`, 'content-type': 'application/json' };
  expect((await fetch(at, { method: 'POST', headers, body: '{}' })).ok).toBe(true);
  await vi.waitFor(async () => {
    await tickCron('* * * * *');
    const { backups } = BackupsSchema.parse(await (await fetch(at, { headers })).json());
    expect(backups).toMatchObject([{ isFinished: true }]);
  }, 60_000);
}

/** What only grows has done so since it was recorded. */
function grown(recording: string, times: number): string {
  return recording.replaceAll(/^(\w+_(?:bucket|sum|count|offset)\{.*\}) (\d+)$/gm, (_line, series, value) => {
    return `${series} ${Math.round(Number(value) * times)}`;
  });
}

/** Answers what exporters were once seen to answer, each under its name; everything else with 204, as an endpoint does. */
async function serveRecordings() {
  const files = new Map((await exporterFiles()).map((file) => [`/${path.basename(file, '.prom')}`, file]));
  const begunMs = Date.now();
  const seconds = () => 1 + (Date.now() - begunMs) / 1000;
  const server = createServer(async ({ url }, response) => {
    const file = files.get(url ?? '');
    if (file === undefined) response.writeHead(204).end();
    else response.writeHead(200, { 'content-type': 'text/plain' }).end(grown(await readFile(file, 'utf8'), seconds()));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { address: `127.0.0.1:${port}`, paths: [...files.keys()], close: () => server.close() };
}

/** As far ahead as a busy machine needs to snooze to then. */
const HEAD_START_MS = 5_000;

/** So many rounds lie between two new people, each with a mail about the address: a rate needs mails before and after a look. */
const ROUNDS_A_PERSON = 10;

/** People at work: tasks, reminders that ring at once, mail about the address, a window that is open. */
async function live(origin: string, hook: string, signal: AbortSignal): Promise<void> {
  const ada = await signUp(origin, 'Europe/Berlin');
  await ada.post('/webhooks', { name: 'Mine', url: `http://${hook}/hook` });
  for (let round = 0; !signal.aborted; round += 1) {
    const ids = { taskId: nthId('task', round), reminderId: nthId('reminder', round) };
    const when = { kind: 'fixed', local: '2099-01-01T09:00', zone: 'UTC' };
    const reminders = [{ reminderId: ids.reminderId, when, channels: ['in_app', 'webhook'] }];
    const snooze = { kind: 'until', at: toInstant(Date.now() + HEAD_START_MS) };
    await ada.command([
      { type: 'task.create', taskId: ids.taskId, title: 'Ring', reminders },
      { type: 'reminder.snooze', ...ids, snooze },
    ]);
    // Refused after a while, which is a number too.
    await ada.post('/email/verification', {}).catch(() => undefined);
    if (round % ROUNDS_A_PERSON === 0) await signUp(origin, 'Europe/Berlin');
    await fetch(`${origin}/api/v1/tasks/nothing`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** Grafana puts in a time that fits the picture. */
const asAsked = (expr: string) => expr.replaceAll('$__rate_interval', '30s');

await describeNeeding('dashboards', [ensurePrometheus, ensureKafka, ensurePostgres], () => {
  test('OB23 every panel shows data once Prometheus has seen the edge, the bridge and what they stand on at work', async () => {
    const carillon = await startCarillon({ vars: { BACKUP_KEY: 'only-for-tests-only-for-tests-only' } });
    await backUp(carillon);
    const [stage, archive, mail, recordings] = await Promise.all([
      sharedKafka().then((broker) => newKafkaStage(broker)),
      sharedPostgres().then(newArchiveStage),
      startSmtpCatcher(),
      serveRecordings(),
    ]);
    const bridge = startBridge({
      ...stage.env,
      ROLES: 'mirror,notifier,archiver',
      CARILLON_URL: carillon.origin,
      CARILLON_TOKEN: (await newServiceToken(carillon, ['feed', 'deliveries'])).secret,
      DATABASE_URL: archive.url,
      SMTP_HOST: '127.0.0.1',
      SMTP_PORT: String(mail.port),
      SMTP_SECURITY: 'none',
      SMTP_FROM: 'carillon@example.com',
      WEBHOOK_ALLOW: '127.0.0.0/8',
    });
    const { port } = await bridge.untilLogged('bridge.started');
    const edge = new URL(carillon.origin).host;
    const prometheus = await startPrometheus(
      [
        { job: 'carillon-edge', address: edge, token: (await newServiceToken(carillon, ['metrics'])).secret },
        ...['mirror', 'notifier', 'archiver'].map((job) => ({ job, address: `127.0.0.1:${port}` })),
        ...recordings.paths.map((at) => ({ job: at.slice(1), address: recordings.address, path: at })),
      ],
      RULE_FILES,
    );
    const over = new AbortController();
    const living = live(carillon.origin, recordings.address, over.signal);
    // It is waited for at the end.
    living.catch(() => undefined);
    try {
      const panels = DASHBOARDS.flatMap(({ id, rows }) =>
        rows.flatMap((row) => row.panels.map((panel) => ({ ...panel, where: `${id}: ${panel.title}` }))),
      );
      const empty = async () => {
        const found: string[] = [];
        for (const { where, queries } of panels)
          for (const { expr } of queries) {
            const values = await prometheus.query(asAsked(expr));
            if (!values.some((value) => !Number.isNaN(value))) found.push(`${where}: ${expr}`);
          }
        return found;
      };
      await vi.waitFor(async () => expect(await empty()).toEqual([]), { timeout: 300_000, interval: 2_000 });
      expect((await prometheus.targets()).filter(({ health }) => health !== 'up')).toEqual([]);
      // What stands there is true, too.
      expect((await prometheus.query('max(carillon_edge_users)'))[0]).toBeGreaterThanOrEqual(1);
      expect((await prometheus.query('time() - max(carillon_edge_backup_timestamp_seconds)'))[0]).toBeLessThan(3600);
      expect((await prometheus.query('max(carillon_edge_live_sockets)'))[0]).toBeGreaterThanOrEqual(0);
      expect(await prometheus.query('sum(carillon_bridge_rewound)')).toEqual([0]);
      expect(
        await prometheus.query(
          'count(ALERTS{alertname=~"Carillon(Edge|EdgeDatabase|Bridge|Broker)Down",alertstate="firing"})',
        ),
      ).toEqual([]);
    } finally {
      over.abort();
      await living;
      await prometheus.stop();
      bridge.signal('SIGTERM');
      await bridge.ended;
      await archive.close();
      await mail.stop();
      recordings.close();
      await carillon.stop();
    }
  }, 600_000);
});
