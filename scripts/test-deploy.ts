import { prepareDeploy } from './suites/prepare-deploy.ts';
import { runSuites } from './suites/run-suites.ts';
import { vitestSuite } from './suites/vitest-suite.ts';

// `npm run test:deploy`: what is deployed, before those who can say whether it is right. The first time on a machine it builds
// them, which takes a while; they are kept in ~/.cache/carillon.
process.exitCode = await runSuites([[vitestSuite('deploy', { prepare: prepareDeploy })]], []);
