/** The environment for wrangler and its kin: nothing is reported, looked up or asked. */
export function quietEnv(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    CI: '1',
    NO_COLOR: '1',
    FORCE_COLOR: undefined,
    DO_NOT_TRACK: '1',
    WRANGLER_SEND_METRICS: 'false',
    WRANGLER_SEND_ERROR_REPORTS: 'false',
    WRANGLER_HIDE_BANNER: 'true',
    WRANGLER_NO_SKILLS_UPDATE_PROMPTS: 'true',
    // Otherwise every start asks the internet where this machine stands.
    CLOUDFLARE_CF_FETCH_ENABLED: 'false',
    // A trace of every request, written to disk beside the data, and an inspector for it: slow, and grows without end.
    X_LOCAL_OBSERVABILITY: 'false',
    X_LOCAL_EXPLORER: 'false',
    WRANGLER_WRITE_LOGS: 'false',
  };
}
