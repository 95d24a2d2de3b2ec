import path from 'node:path';
import { parseArgs } from 'node:util';
import { launchBrowser } from '../test/e2e-browser.ts';
import { ensureChromium } from './local/ensure-chromium.ts';
import { PlainError } from './local/plain-error.ts';
import { project } from './local/project.ts';
import { walk } from './walk/walk.ts';

/** `npm run walk -- --origin https://…`: a browser uses a deployment that offers the demo. */
try {
  const { values } = parseArgs({ options: { origin: { type: 'string' } } });
  const { origin } = values;
  if (origin === undefined || !URL.canParse(origin))
    throw new PlainError('npm run walk -- --origin https://carillon.example');
  const missing = await ensureChromium();
  if (missing !== null) throw new PlainError(missing);
  const browser = await launchBrowser();
  try {
    await walk({ browser, origin, traces: path.join(project.root, 'test-results'), say: console.log });
  } finally {
    await browser.close();
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
