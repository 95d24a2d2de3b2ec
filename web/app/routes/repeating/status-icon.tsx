import { CircleCheck, CirclePause, CircleStop, Repeat } from 'lucide-react';
import type { Series } from '#core/series/series.ts';

const ICONS = { active: Repeat, paused: CirclePause, finished: CircleCheck, stopped: CircleStop };

export function StatusIcon({ status }: { status: Series['status'] }) {
  const Icon = ICONS[status];
  return <Icon aria-hidden="true" />;
}
