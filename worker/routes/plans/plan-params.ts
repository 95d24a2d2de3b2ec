import { z } from 'zod';
import { PlanIdSchema } from '#core/ids.ts';

export const PlanParamsSchema = z.strictObject({ planId: PlanIdSchema });
