// What a page needs to understand what is typed, as one script that comes when the page is there.
export { captureLines } from '#core/capture/capture-lines.ts';
export { capturedTask } from '#core/capture/captured-task.ts';
