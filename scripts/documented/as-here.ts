/** What stands here in the place of the examples of the documents. */
export interface Here {
  readonly edge: string;
  readonly bridge: string;
  readonly broker: string;
  readonly user: string;
  readonly event: string;
  /** A service token of which nothing depends, another one each time. */
  readonly token: () => string;
  /** A backup that is finished. */
  readonly backup: string;
  /** The month that the archive has, as 2026-11. */
  readonly month: string;
  readonly folder: string;
}

/** A command of a document for the stage: placeholders get values, and nothing waits for what cannot come or touches the checkout. */
export function asHere(command: string, here: Here): string {
  const { edge, bridge, broker, user, event, token, backup, month, folder } = here;
  const local = `--local --persist-to ${folder}/database`;
  const replacements: readonly (readonly [RegExp, string | (() => string)])[] = [
    [/https:\/\/(?:carillon\.example|your\.edge|…)/g, edge],
    [/http:\/\/127\.0\.0\.1:8788/g, bridge],
    [/(?<=-b |--bootstrap-server )…/g, broker],
    [/(?<=--group )…/g, 'carillon-archiver-v1'],
    [/usr_…/g, user],
    [/evt_…/g, event],
    [/svc_…/g, token],
    [/\bCONSUMER\b/g, 'mirror'],
    [/(?<=--month )2026-11/g, month],
    [/fetch \S+ --to \S+/g, `fetch ${backup} --to ${folder}/backups`],
    [/(?<=--from )(?:FOLDER|backups)\/\S+/g, `${folder}/backups/${backup}`],
    [/(?<=--state )\S+/g, `${folder}/restored-${backup}-${command.length}`],
    [/^(?=npm run db:reset$)/g, `CARILLON_STATE=${folder}/emptied `],
    [/(?<=^npm run changeset)$/g, ' -- --help'],
    [/(?<=^npx wrangler d1 execute DB) --env production(?<rest>.*) --remote/g, `$<rest> ${local}`],
    [/(?<=--values )…/g, 'k8s-bridge/deploy/chart/values-production.yaml --values your-values.yaml'],
    // No pod becomes ready where nothing runs.
    [/--wait --timeout 5m/g, '--wait=hookOnly --no-hooks'],
  ];
  return replacements.reduce(
    (said, [what, by]) => (typeof by === 'string' ? said.replaceAll(what, by) : said.replaceAll(what, by)),
    command,
  );
}
