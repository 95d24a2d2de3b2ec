/** Why a rule is refused: the part of it (or `start`, `zone`, `rule` as a whole) and what would be right, in a sentence. */
export interface RuleProblem {
  readonly field: string;
  readonly message: string;
  /** The rule can be read, but nothing ever comes of it. */
  readonly neverOccurs?: true;
}

export function ruleProblem(field: string, message: string): RuleProblem {
  return { field, message };
}

export function isProblem<Value extends object>(value: Value | RuleProblem): value is RuleProblem {
  return 'field' in value && 'message' in value;
}
