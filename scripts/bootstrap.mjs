// The first step of `npm start`, `npm test` and `npm run check`, on whatever Node the machine has (20 or newer): it installs the
// packages when they are missing or differ from the lockfile, then hands over to the Node 24 that came with them. Plain JavaScript,
// because an old Node can not read TypeScript.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..');
const node24 = path.join(root, 'node_modules/node/bin/node');
// What stands before the script is for the Node that runs it.
const at = process.argv.findIndex((argument, index) => index >= 2 && !argument.startsWith('--'));
const [flags, [script, ...args]] = [process.argv.slice(2, at), process.argv.slice(at)];

/** npm writes what it installed into a hidden lockfile; it is compared, so that a plain `npm install` counts as well. */
function isInstalled() {
  const hidden = path.join(root, 'node_modules/.package-lock.json');
  if (!existsSync(hidden) || !existsSync(node24)) return false;
  const wanted = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
  const found = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  return Object.entries(wanted).every(([name, entry]) => {
    if (name === '' || entry.link) return true;
    const isForOtherMachines = !found[name] && (entry.optional || entry.devOptional || entry.peer);
    return isForOtherMachines || found[name]?.version === entry.version;
  });
}

function install() {
  process.stdout.write('· Installing packages (once; about a minute) …\n');
  // Not `npm ci`: it refuses a lockfile without the optional binaries of other platforms, which not every registry mirror carries.
  // `--no-save` leaves the lockfile as it is, and what it pins is what is installed.
  const result = spawnSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (result.status !== 0)
    fail('npm could not install the packages. Its message stands above; is the registry reachable?');
  if (!existsSync(node24))
    fail('The packages are there, but the Node they bring is not: allow install scripts for "node" and run again.');
}

function fail(message) {
  process.stderr.write(`\n${message}\n`);
  process.exit(1);
}

if (Number(process.versions.node.split('.')[0]) < 20) fail(`Node 20 or newer is needed; this is ${process.version}.`);
if (!isInstalled()) install();

const child = spawn(node24, [...flags, path.join(root, script), ...args], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: `${path.join(root, 'node_modules/.bin')}${path.delimiter}${process.env.PATH ?? ''}` },
});
// A terminal signals the whole group, a supervisor only this process: the child gets it either way, and decides when it is done.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
// Signalled alone, npm dies without passing it on: then its shell is gone, and this process has another parent.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 500).unref();
}
child.on('error', (error) => fail(`Node from node_modules did not start: ${error.message}`));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
