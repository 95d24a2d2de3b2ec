import { BELL_NAME } from '#application/bell-port.ts';
import { openBellRequest } from '#application/open-bell-request.ts';
import { AppError } from '#core/errors.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { withTimeout } from '../../with-timeout.ts';

const TIMEOUT_MS = 10_000;

export const openBell = endpoint(
  {
    method: 'get',
    path: '/bell',
    operationId: 'openFeedBell',
    summary: 'Open the bell',
    description:
      'A WebSocket that says `{"type":"more"}` when there may be more to read, and nothing else. A hint: who misses it polls. It answers `{"type":"ping"}` with `{"type":"pong"}`, and closes when the token is revoked.',
    section: 'Feed',
    access: 'service:feed',
    problems: ['upgrade_required'],
    answer: { status: 101, description: 'The socket is open.' },
  },
  async ({ ctx, service }) => {
    if (ctx.req.header('upgrade')?.toLowerCase() !== 'websocket') {
      ctx.set('problemHeaders', { Upgrade: 'websocket' });
      throw new AppError('upgrade_required', 'Open a WebSocket here.');
    }
    const bell = ctx.env.FEED_BELL.getByName(BELL_NAME);
    const answer = await withTimeout(bell.fetch(openBellRequest({ tokenId: service.tokenId })), TIMEOUT_MS, 'The bell');
    if (!answer.webSocket) throw new AppError('unavailable', 'The bell did not open a socket.');
    return { response: new Response(null, { status: 101, webSocket: answer.webSocket }) };
  },
);
