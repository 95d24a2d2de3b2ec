import { writeMonitoring } from './monitoring/monitoring-files.ts';

// `npm run monitoring`: the rules of the objectives and the dashboards anew; `npm run check` says when that is due.
await writeMonitoring();
