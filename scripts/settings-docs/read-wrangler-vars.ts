/** A variable of wrangler.toml. */
export interface WranglerVariable {
  readonly name: string;
  /** What stands above it. */
  readonly comment: string;
  /** Its value by environment: local, staging, production. */
  readonly values: Readonly<Record<string, string>>;
}

const SECTIONS: Record<string, string> = {
  '[vars]': 'local',
  '[env.staging.vars]': 'staging',
  '[env.production.vars]': 'production',
};

/** The variables of all environments, with the comments that explain them: the file is its own documentation. */
export function readWranglerVars(toml: string): WranglerVariable[] {
  const found = new Map<string, { comment: string; values: Record<string, string> }>();
  let section: string | undefined;
  let comments: string[] = [];
  for (const line of toml.split('\n')) {
    if (line.startsWith('[')) [section, comments] = [SECTIONS[line.trim()], []];
    else if (line.startsWith('#')) comments.push(line.slice(1).trim());
    const variable = /^(?<name>[A-Z][A-Z0-9_]*) = "(?<value>.*)"$/.exec(line)?.groups;
    if (section === undefined || !variable?.name) continue;
    const known = found.get(variable.name) ?? { comment: comments.join(' '), values: {} };
    found.set(variable.name, { ...known, values: { ...known.values, [section]: variable.value ?? '' } });
    comments = [];
  }
  return [...found].map(([name, each]) => ({ name, ...each }));
}
