import { randomBytes } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { startCarillon } from '#test/e2e-harness.ts';
import { describeNeeding } from '#test/e2e-needs.ts';
import { newServiceToken } from '#test/service-token.ts';
import { findingLine } from '../../k8s-bridge/src/verify/finding.ts';
import { newArchiveStage, sharedPostgres } from '../../k8s-bridge/test/archive-stage.ts';
import { startBridge } from '../../k8s-bridge/test/bridge-process.ts';
import { newKafkaStage, sharedKafka } from '../../k8s-bridge/test/kafka-stage.ts';
import { ensureKafka } from '../cluster/ensure-kafka.ts';
import { ensurePostgres } from '../cluster/ensure-postgres.ts';
import { startSmtpCatcher } from '../cluster/smtp-catcher.ts';
import { signUp } from '../deploy/smoke-account.ts';
import { walkThrough } from './walk-through.ts';

const PATIENCE_MS = 120_000;

/** Everything that `npm run verify` walks through, at work: edge, broker, every role, database and mail server. */
async function startEverything() {
  const [carillon, { env }, archive, mail] = await Promise.all([
    startCarillon(),
    sharedKafka().then((broker) => newKafkaStage(broker)),
    sharedPostgres().then(newArchiveStage),
    startSmtpCatcher(),
  ]);
  const auditToken = randomBytes(24).toString('base64url');
  const shared = {
    ...env,
    CARILLON_URL: carillon.origin,
    CARILLON_TOKEN: (await newServiceToken(carillon, ['feed', 'deliveries'])).secret,
  };
  const bridge = startBridge({
    ...shared,
    ROLES: 'mirror,archiver',
    DATABASE_URL: archive.url,
    AUDIT_TOKEN: auditToken,
  });
  const smtp = { SMTP_URL: `smtp://127.0.0.1:${mail.port}`, SMTP_SECURITY: 'none', SMTP_FROM: 'a@carillon.example' };
  const notifier = startBridge({ ...shared, ...smtp, ROLES: 'notifier' });
  onTestFinished(async () => {
    for (const program of [bridge, notifier]) program.signal('SIGTERM');
    await Promise.all([bridge.ended, notifier.ended]);
    await Promise.all([carillon.stop(), archive.close(), mail.stop()]);
  });
  const { port } = await bridge.untilLogged('bridge.started');
  await bridge.untilLogged('archiver.migrated');
  await bridge.untilLogged('mirror.snapshot_finished');
  await notifier.untilLogged('bridge.started');
  const walk = (patienceMs: number) =>
    walkThrough({
      signUp: () => signUp(carillon.origin),
      archive: { origin: `http://127.0.0.1:${port}`, token: auditToken },
      mailbox: {
        mailsTo: async (address) =>
          mail
            .mails()
            .filter(({ envelope }) => envelope.to.includes(address))
            .map(({ subject, text }) => ({ subject, text: text ?? '' })),
      },
      ask: fetch,
      patienceMs,
    });
  return { carillon, notifier, walk };
}

await describeNeeding('npm run verify, between the real programs', [ensureKafka, ensurePostgres], () => {
  test('CHT24 a reminder rings and is mailed, its events come to the archive; without a notifier, and without an edge, it says which runbook', {
    timeout: 600_000,
  }, async () => {
    const { carillon, notifier, walk } = await startEverything();
    const found = await walk(PATIENCE_MS);
    expect(found.map(findingLine).join('')).not.toContain('FAILED');
    expect(found).toHaveLength(10);

    notifier.signal('SIGTERM');
    await notifier.ended;
    const wrong = async (patienceMs: number) =>
      (await walk(patienceMs)).filter((each) => each.wrong !== null).map(({ what, runbook }) => `${what}: ${runbook}`);
    // Its patience may be short: nobody is there who could come late.
    expect(await wrong(20_000)).toEqual(['the mail of the account comes to the mailbox: deliveries-waiting.md']);
    await carillon.killHard();
    expect(await wrong(1_000)).toEqual(['an account can be made: edge-down.md']);
  });
});
