import { listDeliveries } from './list-deliveries.ts';
import { reportShown } from './report-shown.ts';

export const deliveryEndpoints = [listDeliveries, reportShown];
