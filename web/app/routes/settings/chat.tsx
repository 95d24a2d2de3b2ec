import { useEffect, useState } from 'react';
import { type ChatSettingsPatch, type ChatSettingsView, ChatSettingsViewSchema } from '#core/chat/chat-settings.ts';
import { type ApiProblem, unreachableProblem } from '#web/app/api/api-problem.ts';
import { sendRequest } from '#web/app/api/send-request.ts';
import { requireSignedIn } from '#web/app/auth/require-signed-in.ts';
import { guarded } from '#web/app/errors/guarded.ts';
import { FormProblem } from '#web/app/forms/form-problem.tsx';
import { Select } from '#web/app/ui/parts/select.tsx';
import { Skeleton } from '#web/app/ui/parts/skeleton.tsx';
import { Switch } from '#web/app/ui/parts/switch.tsx';
import type { Route } from './+types/chat.ts';
import styles from './settings.module.css';
import { SettingsSection } from './settings-section.tsx';

export const meta = () => [{ title: 'Chat settings · Carillon' }];

export const loader = guarded(async ({ context, request }: Route.LoaderArgs) => {
  requireSignedIn(context, request);
  return null;
});

const PATH = '/api/v1/chat/settings';

const periods = [
  { value: '7', label: 'A week' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'A year' },
];

/** Whether a model may help in the chat, and how long what was said is kept. */
export default function ChatSettingsPage() {
  const [view, setView] = useState<ChatSettingsView | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const ask = async (patch: ChatSettingsPatch | null) => {
    setProblem(null);
    const answer = patch === null ? await sendRequest('GET', PATH) : await sendRequest('PATCH', PATH, patch);
    if (!answer.isOk) return setProblem(answer.problem);
    const read = ChatSettingsViewSchema.safeParse(answer.body);
    if (read.success) setView(read.data);
    else setProblem(unreachableProblem());
  };
  // Once, when the page is there.
  useEffect(() => {
    void ask(null);
  }, []);
  return (
    <>
      <SettingsSection
        title="A model in the chat"
        lead="The chat understands by itself, without a model. What it does not understand can go to one, if you want that."
      >
        <FormProblem problem={problem} />
        {view === null ? (
          <Skeleton width="60%" height="2rem" />
        ) : (
          <ModelSetting view={view} onChange={(isModelOn) => void ask({ isModelOn })} />
        )}
      </SettingsSection>
      {view === null ? null : (
        <SettingsSection title="Conversations" lead="Counted from the last thing said. After that they are deleted.">
          <div className={styles.controls}>
            <Select
              label="Kept for"
              options={periodsWith(view.settings.keepDays)}
              value={String(view.settings.keepDays)}
              onChange={(days) => void ask({ keepDays: Number(days) })}
            />
          </div>
        </SettingsSection>
      )}
    </>
  );
}

function ModelSetting({ view, onChange }: { view: ChatSettingsView; onChange: (isOn: boolean) => void }) {
  const { offered, budget, settings } = view;
  if (offered === null) return <p className={styles.quiet}>This site has no model. Nothing of yours goes to one.</p>;
  return (
    <div className={styles.switches}>
      <Switch
        isSelected={settings.isModelOn}
        onChange={onChange}
        help={`What you say, and the tasks it is about, then go to ${offered.host}. Each turn shows what was sent.`}
      >
        {`Let ${offered.model} help`}
      </Switch>
      {budget && settings.isModelOn ? (
        <p className={styles.quiet}>
          {`Used today: ${budget.requestsUsed} of ${budget.requests} requests, ${budget.tokensUsed} of ${budget.tokens} tokens.`}
        </p>
      ) : null}
    </div>
  );
}

/** A period that a program chose stands among the usual ones. */
function periodsWith(days: number): { value: string; label: string }[] {
  if (periods.some(({ value }) => value === String(days))) return periods;
  return [...periods, { value: String(days), label: `${days} days` }];
}
