import { useState } from 'react';
import { useRevalidator } from 'react-router';
import { type ApiProblem, isUnreachable } from '#web/app/api/api-problem.ts';
import { type Method, sendRequest } from '#web/app/api/send-request.ts';

export interface PendingRequest {
  isBusy: boolean;
  problem: ApiProblem | null;
  send: (method: Method, path: string, onDone: (body: unknown) => void, body?: unknown) => void;
  forget: () => void;
}

/** One request that a button asks for, after which the page shows what is true now. */
export function useRequest(): PendingRequest {
  const { revalidate } = useRevalidator();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const run = async (method: Method, path: string, onDone: (body: unknown) => void, body?: unknown) => {
    setBusy(true);
    setProblem(null);
    const answer = await sendRequest(method, path, body);
    if (answer.isOk) onDone(answer.body);
    else setProblem(answer.problem);
    // Without a network the page could not be asked for either: one would wait for it to try once more.
    if (answer.isOk || !isUnreachable(answer.problem)) await revalidate();
    setBusy(false);
  };
  return {
    isBusy,
    problem,
    send: (method, path, onDone, body) => void run(method, path, onDone, body),
    forget: () => setProblem(null),
  };
}
