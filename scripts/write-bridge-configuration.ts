import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { BRIDGE_CONFIGURATION_FILE, bridgeConfigurationPage } from './checks/bridge-configuration.ts';

// Writes the reference of the bridge's variables anew; `npm run check` says when that is due.
await mkdir(path.dirname(BRIDGE_CONFIGURATION_FILE), { recursive: true });
await writeFile(BRIDGE_CONFIGURATION_FILE, bridgeConfigurationPage());
