import type { Build } from './build-for.ts';
import type { Target } from './target.ts';

/** What is wrong with a build for a deployment, in words; nothing when it may go. */
export function checkBuild({ config }: Build, target: Target): string[] {
  const { name, vars, d1_databases: databases } = config;
  const origin = URL.canParse(vars.PUBLIC_ORIGIN) ? new URL(vars.PUBLIC_ORIGIN) : null;
  return [
    ...(vars.ENVIRONMENT === target ? [] : [`it is built for ${vars.ENVIRONMENT}`]),
    ...(name.endsWith(`-${target}`) ? [] : [`the Worker is called ${name}, and not …-${target}`]),
    ...(databases.some((each) => each.binding === 'DB' && each.database_name.endsWith(`-${target}`))
      ? []
      : [`its database is not one of ${target}`]),
    // Links in mails lead there, and without it to wherever a request claims to have come.
    ...(target === 'production' && origin?.protocol !== 'https:'
      ? ['PUBLIC_ORIGIN in wrangler.toml is no https address']
      : []),
  ];
}
