import { stringify } from 'yaml';
import { LATE_STATES, OBJECTIVES, type Objective } from './objectives.ts';

const WINDOWS = ['5m', '30m', '1h', '6h', '3d'] as const;
type Window = (typeof WINDOWS)[number];

/**
 * How fast the budget of a month is used up. A long window says that it matters, a short one that it still goes on. At
 * 14.4 a month's budget is gone in two days, at 6 in five, at 1 in a month.
 */
interface Burn {
  readonly severity: 'page' | 'ticket';
  /** In which enough must have gone wrong. */
  readonly countedIn: Window;
  readonly pairs: readonly { readonly long: Window; readonly short: Window; readonly factor: number }[];
}

const BURNS: readonly Burn[] = [
  {
    severity: 'page',
    countedIn: '1h',
    pairs: [
      { long: '1h', short: '5m', factor: 14.4 },
      { long: '6h', short: '30m', factor: 6 },
    ],
  },
  { severity: 'ticket', countedIn: '6h', pairs: [{ long: '3d', short: '6h', factor: 1 }] },
];

const HEAD = `# Made by \`npm run monitoring\` from scripts/monitoring/objectives.ts: change it there.
`;

/** files/rules/objectives.yaml: the bad part of each objective in five windows, and alerts on how fast its budget goes. */
export function objectiveRules(): string {
  const groups = [
    { name: 'carillon-late', rules: LATE_STATES },
    ...OBJECTIVES.map((objective) => ({
      name: `carillon-${objective.name.replaceAll('_', '-')}`,
      rules: [
        ...WINDOWS.map((window) => ({ record: ratioOf(objective, window), expr: objective.ratio(window) })),
        ...BURNS.map((burn) => alertOf(objective, burn)),
      ],
    })),
  ];
  return HEAD + stringify({ groups }, { lineWidth: 120 });
}

function ratioOf({ name }: Objective, window: Window): string {
  return `carillon:${name}:ratio_rate${window}`;
}

function alertOf(objective: Objective, { severity, countedIn, pairs }: Burn) {
  const { alert, target, summary, runbook, unless } = objective;
  const either = pairs.map(({ long, short, factor }) => {
    const most = Number((factor * (1 - target)).toPrecision(6));
    return `(${ratioOf(objective, long)} > ${most} and ${ratioOf(objective, short)} > ${most})`;
  });
  const isBurning = either.join('\nor ');
  return {
    alert,
    expr: unless === undefined ? isBurning : `(${isBurning})\nunless (${unless(countedIn)})`,
    labels: { severity },
    annotations: {
      summary,
      description: `${severity === 'page' ? 'A month of what may go wrong is used up within days' : 'More goes wrong than may in a month'}: {{ $value | humanizePercentage }} of late.`,
      // The chart puts the address of the repository in front.
      runbook_url: `docs/runbooks/${runbook}.md`,
    },
  };
}
