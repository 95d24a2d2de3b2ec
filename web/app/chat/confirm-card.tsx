import { useEffect, useState } from 'react';
import { type PlanView, PlanViewSchema } from '#core/plan/plan.ts';
import { type ChangeOutput, ChangeOutputSchema } from '#core/tools/change-output.ts';
import { sendRequest } from '../api/send-request.ts';
import { FormProblem } from '../forms/form-problem.tsx';
import { useUndo } from '../routes/activity/use-undo.ts';
import { planSentence } from '../routes/plans/plan-words.ts';
import { useRequest } from '../routes/settings/use-request.ts';
import { useWorkspace } from '../shell/workspace.tsx';
import { Button } from '../ui/parts/button.tsx';
import styles from './chat.module.css';
import { ChatChanges } from './chat-changes.tsx';
import { useTypedYes } from './typed-yes.ts';

/**
 * A change that a person has to agree to: all of it, and the button that only they can press.
 *
 * @param isLatest whether it is what was said last: a typed “yes” is for that
 */
export function ConfirmCard({ change, isLatest }: { change: ChangeOutput; isLatest: boolean }) {
  const { nowMs } = useWorkspace();
  const planId = change.plan?.id ?? null;
  const [plan, setPlan] = useState<PlanView | null>(null);
  const [left, setLeft] = useState(false);
  const { isBusy, problem, send } = useRequest();
  const undo = useUndo();
  useEffect(() => {
    if (planId === null) return;
    let isGone = false;
    void sendRequest('GET', `/api/v1/plans/${planId}`).then((answer) => {
      const read = answer.isOk ? PlanViewSchema.safeParse(answer.body).data : undefined;
      if (read && !isGone) setPlan(read);
    });
    return () => {
      isGone = true;
    };
  }, [planId]);
  const what = planSentence(change.changes);
  const isOver = Date.parse(change.plan?.expiresAt ?? '') <= nowMs;
  const correlationId = plan?.correlationId ?? null;
  const confirm = () => {
    if (plan === null) return;
    const { fingerprint, conversationId } = plan;
    send(
      'POST',
      `/api/v1/plans/${plan.id}/confirm`,
      (body) => {
        const { correlationId: made } = ChangeOutputSchema.parse(body);
        setPlan({ ...plan, status: 'applied', correlationId: made });
      },
      {
        fingerprint,
        conversationId,
      },
    );
  };
  const isWaiting = plan?.status === 'open' && !isOver && !left;
  useTypedYes(isWaiting && isLatest && !isBusy ? confirm : null);
  return (
    <div className={styles.confirm}>
      <ChatChanges changes={change.changes} isThere={plan?.status === 'applied'} />
      <FormProblem problem={problem} />
      <p role="status" className={styles.quiet}>
        {undo.outcome?.text ?? stand(plan, { isOver, left, what })}
      </p>
      {isWaiting ? (
        <div className={styles.buttons}>
          <Button
            variant={change.changes.some(({ action }) => action === 'deleted') ? 'danger' : 'primary'}
            isBusy={isBusy}
            onPress={confirm}
          >
            {what.charAt(0).toUpperCase() + what.slice(1)}
          </Button>
          <Button onPress={() => setLeft(true)}>Leave everything as it is</Button>
        </div>
      ) : null}
      {correlationId !== null && undo.outcome === null ? (
        <div className={styles.buttons}>
          <Button size="small" isBusy={undo.busyId !== null} onPress={() => undo.undo(correlationId)}>
            Undo
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function stand(
  plan: PlanView | null,
  { isOver, left, what }: { isOver: boolean; left: boolean; what: string },
): string {
  if (plan?.status === 'applied') return `Done: ${what}.`;
  if (left) return 'Left as it is. Nothing was changed.';
  if (isOver || plan?.status === 'expired')
    return 'Ten minutes are over; nothing was changed. Say it again if you still want it.';
  return 'Nothing has happened yet. Exactly this will, as one step that you can undo.';
}
