import { createApp } from './app.ts';
import { scheduled } from './scheduled/scheduled.ts';
export { UserHub } from '#durable-objects/user-hub.ts';
const app = createApp(async () => new Response('no pages'));
export default { fetch: app.fetch, scheduled };
