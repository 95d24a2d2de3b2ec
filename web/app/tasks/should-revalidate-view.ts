import type { ShouldRevalidateFunctionArgs } from 'react-router';

/** Opening and closing a task leaves the list behind it as it is. */
export function shouldRevalidateView({ currentUrl, nextUrl, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  if (currentUrl.href === nextUrl.href) return defaultShouldRevalidate;
  return withoutTask(currentUrl) === withoutTask(nextUrl) ? false : defaultShouldRevalidate;
}

function withoutTask(url: URL): string {
  const params = new URLSearchParams(url.search);
  params.delete('task');
  return `${url.pathname}?${params}`;
}
