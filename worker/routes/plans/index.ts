import type { Endpoint } from '../../contract/endpoint.ts';
import { confirmPlan } from './confirm-plan.ts';
import { getPlan } from './get-plan.ts';

export const planEndpoints: readonly Endpoint[] = [getPlan, confirmPlan];
