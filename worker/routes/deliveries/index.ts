import { listDeliveries } from './list-deliveries.ts';
import { reportShown } from './report-shown.ts';
import { sendDeliveryAgain } from './send-delivery-again.ts';

export const deliveryEndpoints = [listDeliveries, reportShown, sendDeliveryAgain];
