import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/** Where things lie, seen from any script. */
export const project = {
  root,
  build: path.join(root, 'build'),
  /** The configuration the build writes beside the bundle; it is what wrangler runs. */
  builtConfig: path.join(root, 'build/server/wrangler.json'),
  config: path.join(root, 'wrangler.toml'),
  devVars: path.join(root, '.dev.vars'),
  migrations: path.join(root, 'migrations'),
  /** Tasks, log and objects of the local instance; `CARILLON_STATE` puts them elsewhere. */
  state: path.resolve(root, process.env.CARILLON_STATE ?? '.wrangler/state'),
  wrangler: path.join(root, 'node_modules/wrangler/bin/wrangler.js'),
  reactRouter: path.join(root, 'node_modules/@react-router/dev/bin.cjs'),
};
