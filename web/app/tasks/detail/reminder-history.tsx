import { useEffect, useState } from 'react';
import { type ReminderLedger as Ledger, ReminderLedgerSchema } from '#core/query/deliveries-query.ts';
import { sendRequest } from '../../api/send-request.ts';
import { Skeleton } from '../../ui/parts/skeleton.tsx';
import { ReminderLedger } from './reminder-ledger.tsx';

/** What became of a reminder until now; asked for when somebody looks at it. */
export function ReminderHistory({ taskId, reminderId }: { taskId: string; reminderId: string }) {
  const [ledger, setLedger] = useState<Ledger | 'unknown' | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void sendRequest('GET', `/api/v1/tasks/${taskId}/reminders/${reminderId}/deliveries`).then((answer) => {
      const read = answer.isOk ? ReminderLedgerSchema.safeParse(answer.body) : null;
      if (isCurrent) setLedger(read?.data ?? 'unknown');
    });
    return () => {
      isCurrent = false;
    };
  }, [taskId, reminderId]);
  if (ledger === null) return <Skeleton width="60%" />;
  if (ledger === 'unknown') return <p>What became of it cannot be told right now.</p>;
  return <ReminderLedger ledger={ledger} />;
}
