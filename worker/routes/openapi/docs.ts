import type { Handler } from 'hono';
import { html, raw } from 'hono/html';
import type { HttpEnv } from '../../http-env.ts';
import { policy } from '../../middleware/security-headers/content-security-policy.ts';
import { documentNonce } from '../../middleware/security-headers/document-nonce.ts';
import { SCALAR_FILE } from './scalar-file.ts';

/** Everything of the page that could reach another host is off: its fonts, its telemetry, its agent, its proxy. */
const SCALAR_OPTIONS = {
  url: '/api/v1/openapi.json',
  withDefaultFonts: false,
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  hideClientButton: true,
  showDeveloperTools: 'never',
  defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
  defaultOpenAllTags: false,
  documentDownloadType: 'json',
  authentication: { preferredSecurityScheme: 'token' },
  metaData: { title: 'Carillon API' },
};

/** The API page: the OpenAPI document, made browsable by a script of our own files. Works without the internet. */
export const docs: Handler<HttpEnv> = (ctx) => {
  const nonce = documentNonce(ctx);
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Carillon API</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
      </head>
      <body>
        <div id="reference"></div>
        <script nonce="${nonce}" src="/${SCALAR_FILE}"></script>
        <script nonce="${nonce}">
          Scalar.createApiReference('#reference', ${raw(JSON.stringify(SCALAR_OPTIONS))});
        </script>
      </body>
    </html>`;
  return ctx.html(page, 200, {
    'Content-Security-Policy': policy({
      'default-src': "'none'",
      'script-src': `'nonce-${nonce}'`,
      // The script of the page writes its own styles.
      'style-src': "'self' 'unsafe-inline'",
      'img-src': "'self' data: blob:",
      'font-src': "'self' data:",
      'connect-src': "'self'",
      'form-action': "'none'",
      'base-uri': "'none'",
      'frame-ancestors': "'none'",
    }),
  });
};
