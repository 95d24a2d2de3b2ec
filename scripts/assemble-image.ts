import { assembleImage } from './image/assemble-image.ts';
import { PlainError } from './local/plain-error.ts';

// What the first stage of the Dockerfile runs: `node scripts/assemble-image.ts FOLDER CREATED`.

const [folder, created] = process.argv.slice(2);
if (!folder || !created) throw new PlainError('node scripts/assemble-image.ts FOLDER CREATED (ISO 8601)');
await assembleImage(folder, created);
