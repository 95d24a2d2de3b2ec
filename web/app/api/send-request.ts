import { type ApiProblem, readProblem, unreachableProblem } from './api-problem.ts';

export type ApiAnswer = { isOk: true; body: unknown } | { isOk: false; problem: ApiProblem };

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** Asks our own API with the session of this browser. Never throws: no answer is an answer of its own kind. */
export async function sendRequest(method: Method, path: string, body?: unknown): Promise<ApiAnswer> {
  const init: RequestInit = { method, headers: { Accept: 'application/json' }, credentials: 'same-origin' };
  if (body !== undefined) {
    init.headers = { ...init.headers, 'Content-Type': 'application/json' };
    init.body = JSON.stringify(body);
  }
  try {
    const response = await fetch(path, init);
    const answer = await readJson(response);
    if (response.ok) return { isOk: true, body: answer };
    return { isOk: false, problem: readProblem(response.status, answer, response.headers.get('X-Request-Id')) };
  } catch {
    return { isOk: false, problem: unreachableProblem() };
  }
}

/** The body, or null where there is none or it is no JSON. */
async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
