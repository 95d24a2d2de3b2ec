import { describe, expect, it } from 'vitest';
import { MAX_SOCKETS_PER_USER } from '#core/live/protocol.ts';
import type { LiveSocket, SocketState } from './live-socket.ts';
import { makeRoom } from './make-room.ts';

function fakeSocket(lastSeenAtMs: number, closed: number[], phase: 'live' | 'silent' = 'live'): LiveSocket {
  const stand: SocketState['stand'] = phase === 'silent' ? { phase } : { phase, epoch: 'e', sentSeq: 0 };
  return {
    key: {},
    state: () => ({ credential: { kind: 'session', id: 's' }, openedAtMs: 0, stand }),
    setState: () => undefined,
    lastSeenAtMs: () => lastSeenAtMs,
    send: () => undefined,
    close: () => void closed.push(lastSeenAtMs),
  };
}

describe('room for one more socket', () => {
  it('LV6 nobody goes while there is room', () => {
    const closed: number[] = [];
    makeRoom(Array.from({ length: MAX_SOCKETS_PER_USER - 1 }, (_, n) => fakeSocket(n, closed)));
    expect(closed).toEqual([]);
  });

  it('LV6 whoever was silent longest goes, whatever the order', () => {
    const closed: number[] = [];
    makeRoom(Array.from({ length: MAX_SOCKETS_PER_USER }, (_, n) => fakeSocket((n * 7) % 20, closed)));
    expect(closed).toEqual([0]);
  });

  it('LV6 a socket that never said hello goes before all others', () => {
    const closed: number[] = [];
    const many = Array.from({ length: MAX_SOCKETS_PER_USER - 1 }, (_, n) => fakeSocket(n, closed));
    makeRoom([...many, fakeSocket(99, closed, 'silent')]);
    expect(closed).toEqual([99]);
  });
});
