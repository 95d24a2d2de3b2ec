import { expect, it } from 'vitest';
import { readWranglerVars } from './read-wrangler-vars.ts';
import { settingsPage, unlistedSettings } from './settings-page.ts';

it('DP8 every secret and variable that the edge, the bridge and the workflows read stands in one list', async () => {
  expect(await unlistedSettings()).toEqual([]);
  const page = await settingsPage();
  for (const name of [
    'AUTH_SECRET',
    'BACKUP_KEY',
    'PUBLIC_ORIGIN',
    'KAFKA_BROKERS',
    'CLOUDFLARE_API_TOKEN',
    'IMAGE_REPOSITORY',
  ])
    expect(page).toContain(`\`${name}\``);
});

it('DP8 variables are read with what is said above them, by environment', () => {
  const toml =
    '[vars]\n# What it is,\n# at length.\nA = "1"\nB = ""\n[limits]\nC = "no"\n[env.staging.vars]\nA = "2"\n';
  expect(readWranglerVars(toml)).toEqual([
    { name: 'A', comment: 'What it is, at length.', values: { local: '1', staging: '2' } },
    { name: 'B', comment: '', values: { local: '' } },
  ]);
});
