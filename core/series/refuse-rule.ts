import { type Refusal, refusal } from '../errors.ts';
import type { RuleProblem } from '../recurrence/rule-problem.ts';

/** Why a rule cannot be taken, naming the part of it that is wrong. */
export function refuseRule({ field, message }: RuleProblem, prefix: string): Refusal {
  const path = field === 'start' ? `${prefix === '' ? 'start' : 'due'}` : `${prefix}rule`;
  const named = field === 'start' || field === 'rule' || field === 'zone' ? message : `${field}: ${message}`;
  return refusal('validation_failed', message, [{ path, message: named }]);
}
