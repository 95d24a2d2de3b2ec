import { useRouteError } from 'react-router';
import { ErrorPage } from '../errors/error-page.tsx';

/** What stands in place of a view that could not be loaded; the navigation around it keeps working. */
export function ViewError() {
  return <ErrorPage error={useRouteError()} isInShell />;
}
