import { html } from 'hono/html';
import type { Problem } from './problem.ts';

/** A problem for a person whose browser asked for a page, when the app that draws our pages could not even begin. */
export function problemPage({ title, detail, requestId }: Problem) {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Carillon</title>
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          <p>${detail}</p>
          <p><a href="/">Back to Carillon</a></p>
          <p><small>${requestId}</small></p>
        </main>
      </body>
    </html>`;
}
