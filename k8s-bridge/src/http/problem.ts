/** An answer by RFC 9457, with the codes of the edge. */
export function problem(status: number, code: string, detail: string): Response {
  return new Response(JSON.stringify({ type: 'about:blank', title: detail, status, code, detail }), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });
}
