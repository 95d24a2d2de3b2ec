import { ReadinessSchema } from '#core/health.ts';
import { errorText } from '../errors.ts';
import { parseJson } from '../parse-json.ts';
import { type Finding, find } from './finding.ts';

/** A role of the program, and where it listens. */
export interface RolePlace {
  readonly role: string;
  readonly origin: string;
}

const TIMEOUT_MS = 6_000;
/** By what `/ready` says does not answer. */
const RUNBOOKS: readonly (readonly [part: string, runbook: string])[] = [
  ['broker', 'broker-down.md'],
  ['archive', 'archive.md'],
  ['mail', 'notifier.md'],
  ['deliveries', 'notifier.md'],
  ['edge', 'lag-grows.md'],
];

/** Whether the role says that all it needs answers, and shows its numbers. */
export async function checkRole({ role, origin }: RolePlace, ask: typeof fetch): Promise<Finding[]> {
  const get = async (path: string) => {
    const answer = await ask(new URL(path, origin), { signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(
      (error: unknown) => {
        throw new Error(`${origin} does not answer: ${errorText(error)}`);
      },
    );
    return { status: answer.status, text: await answer.text() };
  };
  const ready = await find(`${role} is ready`, 'README.md', async () => {
    const { status, text } = await get('/ready');
    return ReadinessSchema.safeParse(parseJson(text)).success
      ? null
      : `/ready answers ${status}: ${text.slice(0, 200)}`;
  });
  const runbook = RUNBOOKS.find(([part]) => ready.wrong?.includes(`${part} does not answer`))?.[1] ?? ready.runbook;
  const metrics = await find(`${role} shows its numbers`, 'README.md', async () => {
    const { text } = await get('/metrics');
    return text.includes('process_start_time_seconds') ? null : '/metrics shows none';
  });
  return [{ ...ready, runbook }, metrics];
}
