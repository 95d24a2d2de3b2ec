import { useCallback, useEffect, useRef, useState } from 'react';
import { type ReminderLedger as Ledger, ReminderLedgerSchema } from '#core/query/deliveries-query.ts';
import type { ApiProblem } from '../../api/api-problem.ts';
import { sendRequest } from '../../api/send-request.ts';
import { FormProblem } from '../../forms/form-problem.tsx';
import { useWorkspace } from '../../shell/workspace.tsx';
import { Skeleton } from '../../ui/parts/skeleton.tsx';
import { ReminderLedger } from './reminder-ledger.tsx';

/** What became of a reminder until now; asked for when somebody looks at it, and again whenever something happened. */
export function ReminderHistory({ taskId, reminderId }: { taskId: string; reminderId: string }) {
  const { overview, toasts } = useWorkspace();
  const [ledger, setLedger] = useState<Ledger | 'unknown' | null>(null);
  const [busyId, setBusyId] = useState<string | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const asked = useRef(0);
  const look = useCallback(async () => {
    asked.current += 1;
    const mine = asked.current;
    const answer = await sendRequest('GET', `/api/v1/tasks/${taskId}/reminders/${reminderId}/deliveries`);
    const read = answer.isOk ? ReminderLedgerSchema.safeParse(answer.body) : null;
    // An answer that was overtaken, or that nobody waits for any more, is not shown.
    if (asked.current !== mine) return;
    setLedger((before) => read?.data ?? before ?? 'unknown');
  }, [taskId, reminderId]);
  // The place in the log says that something happened since.
  useEffect(() => {
    void look();
    return () => {
      asked.current += 1;
    };
  }, [look, overview.seq]);
  const send = async (firingId: string, deliveryId: string) => {
    setBusyId(deliveryId);
    setProblem(null);
    const answer = await sendRequest('POST', `/api/v1/notifications/${firingId}/deliveries/${deliveryId}/send-again`);
    if (answer.isOk) toasts.add({ message: 'It is on its way once more.' });
    else setProblem(answer.problem);
    await look();
    setBusyId(null);
  };
  if (ledger === null) return <Skeleton width="60%" />;
  if (ledger === 'unknown') return <p>What became of it cannot be told right now.</p>;
  return (
    <>
      <ReminderLedger
        ledger={ledger}
        sendAgain={{ busyId, send: (firingId, deliveryId) => void send(firingId, deliveryId) }}
      />
      <FormProblem problem={problem} />
    </>
  );
}
