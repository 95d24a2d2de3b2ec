export interface ToastContent {
  /** What happened, in one sentence. */
  message: string;
  tone?: 'regular' | 'danger';
  /** What it is about: a later toast about the same takes its place. */
  topic?: string;
  /** One thing to do about it; doing it closes the toast. */
  action?: { label: string; keys?: string; run: () => void };
}

export interface Toast extends ToastContent {
  id: number;
}

/** Long enough to read it, to find the button, and to change one's mind (quality floor: 8 s). */
export const TOAST_MS = 9000;
const MAX_TOASTS = 3;

export interface ToastTimer {
  set: (callback: () => void, delayMs: number) => unknown;
  clear: (handle: unknown) => void;
  nowMs: () => number;
}

export interface ToastQueue {
  add: (content: ToastContent) => number;
  close: (id: number) => void;
  /** Reading or reaching for the button stops the clock of all of them. */
  pause: () => void;
  resume: () => void;
  list: () => readonly Toast[];
  subscribe: (listener: () => void) => () => void;
}

/** The toasts on screen, newest last, each with what is left of its time. */
export function createToastQueue(timer: ToastTimer): ToastQueue {
  let toasts: readonly Toast[] = [];
  let lastId = 0;
  let isPaused = false;
  const clocks = new Map<number, { leftMs: number; startedMs: number; handle: unknown }>();
  const listeners = new Set<() => void>();

  const change = (next: readonly Toast[]) => {
    toasts = next;
    for (const listener of listeners) listener();
  };
  const close = (id: number) => {
    timer.clear(clocks.get(id)?.handle);
    clocks.delete(id);
    change(toasts.filter((toast) => toast.id !== id));
  };
  const start = (id: number, leftMs: number) => {
    const handle = isPaused ? undefined : timer.set(() => close(id), leftMs);
    clocks.set(id, { leftMs, startedMs: timer.nowMs(), handle });
  };

  return {
    add(content) {
      lastId += 1;
      const id = lastId;
      const earlier = toasts.find(({ topic }) => topic !== undefined && topic === content.topic);
      if (earlier) close(earlier.id);
      const oldest = toasts.length >= MAX_TOASTS ? toasts[0] : undefined;
      if (oldest) close(oldest.id);
      start(id, TOAST_MS);
      change([...toasts, { ...content, id }]);
      return id;
    },
    close,
    pause() {
      if (isPaused) return;
      isPaused = true;
      for (const clock of clocks.values()) {
        timer.clear(clock.handle);
        clock.leftMs -= timer.nowMs() - clock.startedMs;
      }
    },
    resume() {
      if (!isPaused) return;
      isPaused = false;
      for (const [id, clock] of clocks) start(id, Math.max(clock.leftMs, 1000));
    },
    list: () => toasts,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
