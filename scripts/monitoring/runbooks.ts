/** Where alerts find their runbooks; the chart puts `monitoring.rules.runbooks` in its place. */
export const RUNBOOKS = 'https://github.com/carillon/carillon/blob/main/docs/runbooks';
