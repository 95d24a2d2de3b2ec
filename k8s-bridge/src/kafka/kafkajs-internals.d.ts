// The part of kafkajs 2.2.4 that kafka/still-request-queue.ts mends; the package has no types for it.
declare module 'kafkajs/src/network/requestQueue/index.js' {
  export default class RequestQueue {
    readonly pending: readonly unknown[];
    scheduleCheckPendingRequests(): void;
  }
}
