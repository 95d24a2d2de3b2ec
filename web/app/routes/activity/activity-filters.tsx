import { CalendarRange, ChevronDown, ListFilter, UserRound, X } from 'lucide-react';
import { useSearchParams } from 'react-router';
import type { ActivityQuery } from '#core/query/activity-query.ts';
import { addDays } from '#core/time/local.ts';
import { Button } from '#web/app/ui/parts/button.tsx';
import { Menu, MenuItem } from '#web/app/ui/parts/menu.tsx';
import { Popover } from '#web/app/ui/parts/popover.tsx';
import styles from './activity-filters.module.css';
import { ACTIVITY_KINDS, kindsOf, typesOf } from './activity-kinds.ts';

export interface ActivityFiltersProps {
  query: ActivityQuery;
  /** Of the task the history is narrowed to. */
  taskTitle: string | null;
  today: string;
}

const actors = [
  { id: 'user', label: 'You' },
  { id: 'agent', label: 'The assistant' },
  { id: 'system', label: 'Carillon' },
] as const;

/** What is shown, by kind, by whom and when. The address holds it, so a link shows the same. */
export function ActivityFilters({ query, taskTitle, today }: ActivityFiltersProps) {
  const [, setSearch] = useSearchParams();
  const change = (edit: (search: URLSearchParams) => void) =>
    setSearch((search) => {
      const next = new URLSearchParams(search);
      edit(next);
      // Another selection begins at its newest.
      next.delete('page');
      return next;
    });
  const set = (name: string, value: string | null) =>
    change((search) => (value ? search.set(name, value) : search.delete(name)));

  const kinds = kindsOf(query.type);
  const isFiltered =
    query.task !== undefined ||
    query.type.length > 0 ||
    query.actor !== undefined ||
    query.from !== undefined ||
    query.to !== undefined;
  return (
    <section className={styles.filters} aria-label="Filters">
      {query.task ? (
        <Chip label={taskTitle ? `Only “${taskTitle}”` : 'Only one task'} onRemove={() => set('task', null)} />
      ) : null}
      <Menu
        label="Kinds of change"
        selectionMode="multiple"
        selectedKeys={kinds}
        onSelectionChange={(keys) =>
          change((search) => {
            search.delete('type');
            for (const type of keys === 'all' ? [] : typesOf(keys)) search.append('type', type);
          })
        }
        trigger={
          <Button variant="secondary" size="small" icon={<ListFilter aria-hidden="true" />}>
            <Chosen>{kindLabel(kinds, query.type.length)}</Chosen>
          </Button>
        }
      >
        {ACTIVITY_KINDS.map(({ id, label }) => (
          <MenuItem key={id} id={id}>
            {label}
          </MenuItem>
        ))}
      </Menu>
      <Menu
        label="Who"
        selectionMode="single"
        selectedKeys={query.actor ? [query.actor] : []}
        onSelectionChange={(keys) => set('actor', keys === 'all' ? null : String([...keys][0] ?? ''))}
        trigger={
          <Button variant="secondary" size="small" icon={<UserRound aria-hidden="true" />}>
            <Chosen>{actors.find(({ id }) => id === query.actor)?.label ?? 'Anybody'}</Chosen>
          </Button>
        }
      >
        {actors.map(({ id, label }) => (
          <MenuItem key={id} id={id}>
            {label}
          </MenuItem>
        ))}
      </Menu>
      <Popover
        label="Days"
        trigger={
          <Button variant="secondary" size="small" icon={<CalendarRange aria-hidden="true" />}>
            <Chosen>{rangeLabel(query)}</Chosen>
          </Button>
        }
      >
        {(close) => (
          <div className={styles.range}>
            <div className={styles.presets}>
              {presets(today).map(({ label, from, to }) => (
                <Button
                  key={label}
                  variant="quiet"
                  size="small"
                  onPress={() => {
                    change((search) => {
                      search.delete('from');
                      search.delete('to');
                      if (from) search.set('from', from);
                      if (to) search.set('to', to);
                    });
                    close();
                  }}
                >
                  {label}
                </Button>
              ))}
            </div>
            <DateInput
              label="From"
              value={query.from}
              max={query.to ?? today}
              onChange={(value) => set('from', value)}
            />
            <DateInput
              label="To"
              value={query.to}
              min={query.from}
              max={today}
              onChange={(value) => set('to', value)}
            />
          </div>
        )}
      </Popover>
      {isFiltered ? (
        <Button variant="quiet" size="small" onPress={() => setSearch(new URLSearchParams())}>
          Clear
        </Button>
      ) : null}
    </section>
  );
}

/** What a filter is set to, and that there is more to choose from. */
function Chosen({ children }: { children: string }) {
  return (
    <span className={styles.chosen}>
      {children} <ChevronDown aria-hidden="true" />
    </span>
  );
}

function Chip({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <Button size="small" aria-label={`${label}. Show all tasks again`} onPress={onRemove}>
      <span className={styles.chosen}>
        <span className={styles.chip}>{label}</span> <X aria-hidden="true" />
      </span>
    </Button>
  );
}

interface DateInputProps {
  label: string;
  value: string | undefined;
  min?: string | undefined;
  max: string;
  onChange: (value: string | null) => void;
}

/** The browser's own date field: it knows the reader's order of day and month, and its picker works everywhere. */
function DateInput({ label, value, min, max, onChange }: DateInputProps) {
  return (
    <label className={styles.date}>
      {label}
      <input
        type="date"
        value={value ?? ''}
        min={min}
        max={max}
        onChange={({ target }) => {
          if (target.value === '' || target.validity.valid) onChange(target.value || null);
        }}
      />
    </label>
  );
}

function kindLabel(kinds: readonly string[], typeCount: number): string {
  if (typeCount === 0) return 'Everything';
  if (kinds.length !== 1) return kinds.length === 0 ? `${typeCount} kinds of event` : `${kinds.length} kinds`;
  return ACTIVITY_KINDS.find(({ id }) => id === kinds[0])?.label ?? 'Some';
}

function presets(today: string): { label: string; from?: string; to?: string }[] {
  return [
    { label: 'Any time' },
    { label: 'Today', from: today },
    { label: 'Yesterday', from: addDays(today, -1), to: addDays(today, -1) },
    { label: 'Last 7 days', from: addDays(today, -6) },
    { label: 'Last 30 days', from: addDays(today, -29) },
  ];
}

function rangeLabel({ from, to }: ActivityQuery): string {
  if (from === undefined && to === undefined) return 'Any time';
  if (from === to && from !== undefined) return from;
  if (to === undefined) return `Since ${from}`;
  return from === undefined ? `Until ${to}` : `${from} – ${to}`;
}
