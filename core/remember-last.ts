/**
 * The same function, which keeps its last answers: a line that is being typed asks the same at every key. Only for what
 * depends on nothing but its arguments, and whose answers nobody changes.
 *
 * @param keyOf two questions with one key have one answer
 */
export function rememberLast<Question extends readonly unknown[], Answer>(
  ask: (...question: Question) => Answer,
  keyOf: (...question: Question) => string,
): (...question: Question) => Answer {
  const kept = new Map<string, { answer: Answer }>();
  return (...question) => {
    const key = keyOf(...question);
    const before = kept.get(key);
    if (before !== undefined) return before.answer;
    const answer = ask(...question);
    const [oldest] = kept.size < MAX_KEPT ? [] : kept.keys();
    if (oldest !== undefined) kept.delete(oldest);
    kept.set(key, { answer });
    return answer;
  };
}

const MAX_KEPT = 16;
