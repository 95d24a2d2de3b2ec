import { z } from 'zod';
import { SubscriptionIdSchema } from '#core/ids.ts';

export const PushParamsSchema = z.strictObject({ subscriptionId: SubscriptionIdSchema });
