import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** How bytes travel: on at once; on after a while; or nowhere, while both ends believe the connection stands. */
type Mode =
  | { readonly kind: 'forward' }
  | { readonly kind: 'delay'; readonly delayMs: number }
  | { readonly kind: 'black-hole' };

/** A network in the middle that can fail. */
export interface HalfOpenProxy {
  readonly port: number;
  /** `127.0.0.1:port`. */
  readonly address: string;
  /** How many connections stand. */
  readonly connections: () => number;
  /** Names the server behind it; what was accepted before is not moved. */
  readonly forwardTo: (port: number, host?: string) => void;
  /** From now on everything is accepted and nothing passes, in either direction; no end learns of it. */
  readonly blackHole: () => void;
  /** Every chunk arrives so much later, in order. */
  readonly delay: (delayMs: number) => void;
  /** Lets everything through again. What was swallowed is lost: connections that lost something are cut. */
  readonly heal: () => void;
  /** Resets all connections that stand now; new ones are served. */
  readonly cut: () => void;
  /** Refuses new connections and resets all others, until `heal`. */
  readonly refuse: () => void;
  readonly stop: () => Promise<void>;
}

interface Pair {
  readonly client: Socket;
  readonly server: Socket | null;
  hasLost: boolean;
}

/** Starts one on a free port of 127.0.0.1. */
export async function startHalfOpenProxy(target?: {
  readonly port: number;
  readonly host?: string;
}): Promise<HalfOpenProxy> {
  const pairs = new Set<Pair>();
  let server = { port: target?.port ?? 0, host: target?.host ?? '127.0.0.1' };
  let mode: Mode = { kind: 'forward' };
  let isRefusing = false;

  const destroy = (pair: Pair) => {
    pairs.delete(pair);
    pair.client.resetAndDestroy();
    pair.server?.resetAndDestroy();
  };
  const cut = () => {
    for (const pair of pairs) destroy(pair);
  };
  const relay = (pair: Pair, from: Socket, to: Socket | null) => {
    // One after another, or a chunk that was not delayed would overtake one that was.
    let last = Promise.resolve();
    const pass = (send: (target: Socket) => void) => {
      const waitMs = mode.kind === 'delay' ? mode.delayMs : 0;
      if (mode.kind === 'black-hole') pair.hasLost = true;
      else if (waitMs === 0 && to) last = last.then(() => send(to));
      else if (to) last = Promise.all([last, delay(waitMs)]).then(() => send(to));
    };
    from.on('data', (chunk: Buffer) => pass((target) => void target.write(chunk)));
    from.on('end', () => pass((target) => void target.end()));
    from.on('error', () => mode.kind !== 'black-hole' && destroy(pair));
    from.on('close', () => {
      if (mode.kind === 'black-hole') pair.hasLost = true;
      else if (from.errored) destroy(pair);
      if (from.destroyed && (to?.destroyed ?? true)) pairs.delete(pair);
    });
  };

  const listener = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    if (isRefusing) return void client.resetAndDestroy();
    const isHole = mode.kind === 'black-hole';
    const upstream = isHole ? null : connect({ ...server, allowHalfOpen: true, noDelay: true });
    const pair: Pair = { client, server: upstream, hasLost: isHole };
    pairs.add(pair);
    relay(pair, client, upstream);
    if (upstream) relay(pair, upstream, client);
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  const port = typeof address === 'object' && address ? address.port : 0;

  return {
    port,
    address: `127.0.0.1:${port}`,
    connections: () => pairs.size,
    forwardTo: (toPort, host = '127.0.0.1') => {
      server = { port: toPort, host };
    },
    blackHole: () => {
      mode = { kind: 'black-hole' };
    },
    delay: (delayMs) => {
      mode = { kind: 'delay', delayMs };
    },
    heal: () => {
      mode = { kind: 'forward' };
      isRefusing = false;
      for (const pair of pairs) if (pair.hasLost) destroy(pair);
    },
    cut,
    refuse: () => {
      isRefusing = true;
      cut();
    },
    stop: async () => {
      cut();
      listener.close();
      await once(listener, 'close');
    },
  };
}
