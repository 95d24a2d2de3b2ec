import type { Dashboard } from './dashboard.ts';
import { infrastructure } from './infrastructure.ts';
import { live } from './live.ts';
import { notifications } from './notifications.ts';
import { pipeline } from './pipeline.ts';
import { product } from './product.ts';
import { runtime } from './runtime.ts';

/** All there are; a further one is a file and a line here. */
export const DASHBOARDS: readonly Dashboard[] = [product, pipeline, notifications, live, runtime, infrastructure];
