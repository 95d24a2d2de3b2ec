import { explainQuery } from '#core/query-language/explain-query.ts';
import { parseQuery } from '#core/query-language/parse-query.ts';
import { phraseSettings } from '#core/settings/phrase-settings.ts';
import { useWorkspace } from '../shell/workspace.tsx';

/** What a query looks for today, in words; nothing for what is none. */
export function useMeaning(text: string): string | undefined {
  const { nowMs, overview, lists } = useWorkspace();
  const { query } = parseQuery(text);
  if (query === null) return undefined;
  const moment = { now: new Date(nowMs).toISOString(), ...phraseSettings(overview.settings) };
  return explainQuery(query, { moment, lists }).join(' And: ');
}
