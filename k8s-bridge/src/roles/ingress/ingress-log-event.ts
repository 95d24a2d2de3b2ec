/** What the ingress writes to the log. */
export type IngressLogEvent = { event: 'ingress.refused'; records: number; isRetriable: boolean; error: string };
