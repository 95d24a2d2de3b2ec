import type { MemoryD1 } from './memory-d1.ts';
import type { Judge } from './model/judge.ts';
import { dueStart } from './model/plan.ts';
import { slotMs } from './model/series-judge.ts';
import type { Account } from './model/state.ts';

export interface AuditDeps {
  memory: MemoryD1;
  judge: Judge;
  nowMs: number;
  alarmAtMs: (userId: string) => number | null;
}

/** Looks, when nothing has gone wrong for long, whether everything that is derived is what the state asks for. */
export function auditEnd({ memory, judge, nowMs, alarmAtMs }: AuditDeps): void {
  const complain = (account: Account, text: string) => judge.complain('settled', account.id, text);
  for (const account of judge.accounts.values()) {
    const timers = memory.rows('SELECT * FROM timers WHERE user_id = ? ORDER BY fire_at', account.id);
    for (const { kind, ref, fire_at: fireAt, parked_at: parkedAt, planned_at: plannedAt } of timers) {
      if (parkedAt !== null) complain(account, `${kind} ${ref} is parked`);
      if (Number(fireAt) < nowMs) complain(account, `${kind} ${ref} is overdue`);
      const pending = account.pending.get(String(ref));
      if (kind === 'ring' && pending?.atMs !== plannedAt)
        complain(account, `${ref} has a timer for ${plannedAt}, the plan is ${pending?.atMs ?? 'none'}`);
    }
    auditSchedules(account, timers, (text) => complain(account, text));
    const rings = timers.filter(({ kind }) => kind === 'ring');
    if (rings.length < account.pending.size)
      complain(account, `${account.pending.size - rings.length} plans have no timer`);
    const alarm = alarmAtMs(account.id);
    const [earliest] = timers;
    if (earliest && (alarm === null || alarm > Number(earliest.fire_at)))
      complain(account, `the alarm stands at ${alarm}, the earliest timer at ${earliest.fire_at}`);
    auditDues(memory, account, (text) => complain(account, text));
  }
}

function auditSchedules(account: Account, timers: Record<string, unknown>[], complain: (text: string) => void): void {
  for (const { id, status, next, zone } of account.series.values()) {
    const timer = timers.find(({ kind, ref }) => kind === 'occur' && ref === id);
    const expected = status === 'active' && next !== null ? slotMs(next, zone ?? account.settings.zone) : undefined;
    if (timer?.fire_at !== expected) complain(`${id} is to make ${next} at ${timer?.fire_at}, in truth at ${expected}`);
  }
}

function auditDues(memory: MemoryD1, account: Account, complain: (text: string) => void): void {
  for (const row of memory.rows('SELECT id, due_at FROM tasks WHERE user_id = ?', account.id)) {
    const due = account.tasks.get(String(row.id))?.due;
    const expected = due ? dueStart(due, account.settings) : null;
    if (row.due_at !== expected) complain(`${row.id} is due at ${row.due_at}, in truth at ${expected}`);
  }
}
