import { Undo2 } from 'lucide-react';
import { AppError } from '#core/errors.ts';
import { PlanIdSchema } from '#core/ids.ts';
import type { PlanView } from '#core/plan/plan.ts';
import { requireSignedIn } from '#web/app/auth/require-signed-in.ts';
import { ErrorPage } from '#web/app/errors/error-page.tsx';
import { guarded } from '#web/app/errors/guarded.ts';
import { problemResponse } from '#web/app/errors/problem-response.ts';
import { FormProblem } from '#web/app/forms/form-problem.tsx';
import { useWorkspace } from '#web/app/shell/workspace.tsx';
import { fullTime, relativeTime } from '#web/app/ui/format/relative-time.ts';
import { Button } from '#web/app/ui/parts/button.tsx';
import { ButtonLink } from '#web/app/ui/parts/button-link.tsx';
import { PageHeader } from '#web/app/ui/shell/page-header.tsx';
import { useActivityContext } from '../activity/use-activity-context.ts';
import { useUndo } from '../activity/use-undo.ts';
import { useRequest } from '../settings/use-request.ts';
import type { Route } from './+types/plan-page.ts';
import { fieldChanges } from './field-words.ts';
import { PlanChange } from './plan-change.tsx';
import styles from './plan-page.module.css';
import { agentWords, byWeight, planSentence } from './plan-words.ts';

export const meta: Route.MetaFunction = () => [{ title: 'A change to confirm · Carillon' }];

export const loader = guarded(async ({ context, request, params }: Route.LoaderArgs) => {
  const { plans } = requireSignedIn(context, request);
  const id = PlanIdSchema.safeParse(params.planId);
  if (!id.success) throw problemResponse(context, new AppError('not_found', 'There is no plan here.'));
  return { plan: await plans.getPlan(id.data) };
});

/** What an agent wants to change and a person has to agree to: everything of it, and the one button. */
export default function PlanPage({ loaderData: { plan } }: Route.ComponentProps) {
  const { overview } = useWorkspace();
  const ctx = { ...useActivityContext(), settings: overview.settings };
  const isOpen = plan.status === 'open' && ctx.nowMs < Date.parse(plan.expiresAt);
  return (
    <>
      <PageHeader title={isOpen ? 'A change to confirm' : 'A change'} />
      <div className={styles.page}>
        <Stand plan={plan} isOpen={isOpen} />
        <section aria-label="What changes">
          <ul className={styles.changes}>
            {byWeight(plan.changes).map((entry) => (
              <PlanChange
                key={`${entry.kind} ${entry.id}`}
                entry={entry}
                changes={fieldChanges(entry, ctx)}
                isThere={plan.status === 'applied' || entry.action !== 'created'}
              />
            ))}
          </ul>
        </section>
      </div>
    </>
  );
}

/** How things stand, and what can be done about it. */
function Stand({ plan, isOpen }: { plan: PlanView; isOpen: boolean }) {
  const ctx = useActivityContext();
  if (plan.status === 'applied') return <Applied plan={plan} />;
  const what = planSentence(plan.changes);
  const at = Date.parse(plan.createdAt);
  if (!isOpen) {
    return (
      <div className={styles.stand} role="status">
        <p className={styles.sentence}>{`${agentWords(plan.actor)} wanted to ${what}.`}</p>
        <p className={styles.quiet}>
          That was asked <time title={fullTime(at, ctx)}>{relativeTime(at, ctx)}</time>, and holds for ten minutes only.
          Nothing was changed. Ask for it again if you still want it.
        </p>
        <ButtonLink href="/today">Go to today</ButtonLink>
      </div>
    );
  }
  return <Open plan={plan} what={what} />;
}

function Open({ plan, what }: { plan: PlanView; what: string }) {
  const { isBusy, problem, send } = useRequest();
  const confirm = () => {
    const { fingerprint, conversationId } = plan;
    send('POST', `/api/v1/plans/${plan.id}/confirm`, () => undefined, { fingerprint, conversationId });
  };
  const deletes = plan.changes.some(({ action }) => action === 'deleted');
  return (
    <div className={styles.stand}>
      <p className={styles.sentence}>{`${agentWords(plan.actor)} wants to ${what}.`}</p>
      <p className={styles.quiet}>
        Nothing has happened yet. Exactly what stands below will, as one step that you can undo.
      </p>
      <FormProblem problem={problem} />
      <div className={styles.buttons}>
        <Button variant={deletes ? 'danger' : 'primary'} isBusy={isBusy} onPress={confirm}>
          {what.charAt(0).toUpperCase() + what.slice(1)}
        </Button>
        <ButtonLink href="/today">Leave everything as it is</ButtonLink>
      </div>
    </div>
  );
}

function Applied({ plan }: { plan: PlanView }) {
  const undo = useUndo();
  const { correlationId } = plan;
  const isBack = undo.outcome !== null && !undo.outcome.isRefused;
  return (
    <div className={styles.stand}>
      <p className={styles.sentence} role="status">
        {isBack ? 'Taken back: everything is as it was.' : `Done: ${planSentence(plan.changes)}.`}
      </p>
      <p role="status" className={undo.outcome?.isRefused ? styles.refused : styles.quiet}>
        {isBack ? null : (undo.outcome?.text ?? 'You can take all of it back, here or in the activity.')}
      </p>
      <div className={styles.buttons}>
        {correlationId && plan.changes.length > 0 && !isBack ? (
          <Button
            icon={<Undo2 aria-hidden="true" />}
            isBusy={undo.busyId !== null}
            onPress={() => undo.undo(correlationId)}
          >
            Undo
          </Button>
        ) : null}
        <ButtonLink href="/today">Go to today</ButtonLink>
      </div>
    </div>
  );
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return <ErrorPage error={error} isInShell />;
}
