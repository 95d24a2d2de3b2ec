import { useRef } from 'react';

/** The value of an earlier render as long as the new one says the same: what was drawn from it need not be drawn again. */
export function useKept<Value>(value: Value): Value {
  const text = JSON.stringify(value);
  const kept = useRef({ text, value });
  if (kept.current.text !== text) kept.current = { text, value };
  return kept.current.value;
}
