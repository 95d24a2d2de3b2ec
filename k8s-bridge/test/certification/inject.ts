import { vi } from 'vitest';
import type { DaprdProcess } from '../../../scripts/cluster/daprd-process.ts';
import { readUnderWay } from './edge-database.ts';
import type { Person } from './person.ts';
import { newRecoveries } from './recoveries.ts';
import { untilLeased } from './role-part.ts';
import type { Fault, RoleName } from './schedule.ts';
import type { Stage } from './stage.ts';

export const WATCHDOG = '* * * * *';
const PATIENCE = { timeout: 120_000, interval: 1 };
const RINGS_BEFORE_A_NOTIFIER_DIES = 2;

/** Takes things away from a stage and brings them back. */
export interface Injector {
  /** Returns when it has happened; the recovery goes on beside what follows. */
  readonly inject: (fault: Fault) => Promise<void>;
  /** Until everything that was taken away is back. */
  readonly untilRecovered: () => Promise<void>;
  /** Rejects as soon as something does not come back, and says what; nothing waits in vain for what it would have done. */
  readonly failed: Promise<never>;
  /** Messages that may go out a second time: a notifier died that had claimed and not reported them. */
  readonly underWay: ReadonlySet<string>;
}

export function newInjector(stage: Stage, people: readonly Person[]): Injector {
  const { carillon, broker, roles, mailbox, endpoint } = stage;
  const underWay = new Set<string>();
  const recoveries = newRecoveries();
  const left = () => mailbox.mails().length + endpoint.calls.length;

  const killRole = async (name: RoleName, sends: number) => {
    if (name === 'notifier') {
      const before = left();
      const rung = Promise.all(people.map((person) => person.ring(RINGS_BEFORE_A_NOTIFIER_DIES)));
      await Promise.all([rung, vi.waitUntil(() => left() >= before + sends, PATIENCE)]);
    }
    await roles[name].kill();
    if (name === 'notifier') for (const id of await readUnderWay(carillon.state)) underWay.add(id);
    const next = roles[name].start();
    if (name === 'mirror') recoveries.begin(name, () => untilLeased(next));
    else recoveries.begin(name, async () => void (await next.untilLogged('role.started')));
  };
  const letMirrorSleep = () => {
    const sleeper = roles.mirror.current();
    sleeper.signal('SIGSTOP');
    const woken = sleeper.lines.filter(({ event }) => event === 'mirror.standing_by').length;
    const other = roles.mirror.start();
    recoveries.begin('mirror', async () => {
      await untilLeased(other);
      sleeper.signal('SIGCONT');
      // It has found out that it is not the one any more; what it had in its hands is refused by then.
      await sleeper.untilLogged('mirror.standing_by', woken + 1);
      sleeper.signal('SIGKILL');
      await sleeper.ended;
    });
  };
  // A daprd that does not find its broker ends, and a cluster starts it again.
  const restartLater = (sidecar: DaprdProcess) => async (error: unknown) => {
    const broker = recoveries.of('broker');
    if (!broker) throw error;
    await broker;
    await sidecar.restart();
  };
  const killWorker = async () => {
    await carillon.killHard();
    await carillon.restart();
    await vi.waitUntil(() => carillon.tickCron(WATCHDOG), PATIENCE);
  };
  return {
    underWay,
    failed: recoveries.failed,
    async inject({ kind, target, sends }) {
      await recoveries.of(target);
      await Promise.all(people.map((person) => person.ring(1)));
      if (kind === 'sleep') letMirrorSleep();
      else if (target === 'worker') await killWorker();
      else if (target === 'broker') {
        const killed = broker.kill9();
        recoveries.begin(target, async () => {
          await killed;
          await broker.restart();
        });
        await killed;
      } else if (target === 'mirror' || target === 'notifier' || target === 'archiver') await killRole(target, sends);
      else {
        const { sidecar } = roles[sidecarOf(target)];
        await sidecar?.kill9();
        recoveries.begin(target, async () => await sidecar?.restart().catch(restartLater(sidecar)));
      }
    },
    untilRecovered: recoveries.untilAll,
  };
}

function sidecarOf(target: `daprd of ${RoleName}`): RoleName {
  if (target === 'daprd of mirror') return 'mirror';
  return target === 'daprd of notifier' ? 'notifier' : 'archiver';
}
