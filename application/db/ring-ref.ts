import { invariant } from '#core/errors.ts';

/** What a timer that rings is about, as its `ref`. */
export function ringRef(taskId: string, reminderId: string): string {
  return `${taskId} ${reminderId}`;
}

export function readRingRef(ref: string): { taskId: string; reminderId: string } {
  const [taskId, reminderId] = ref.split(' ');
  invariant(taskId !== undefined && reminderId !== undefined, 'the ref of a ringing names task and reminder');
  return { taskId, reminderId };
}
