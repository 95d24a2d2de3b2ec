import { ArrowDownUp, CircleDashed, Flag, Hash, X } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { PRIORITIES } from '#core/task/task.ts';
import { useWorkspace } from '../shell/workspace.tsx';
import { Button } from '../ui/parts/button.tsx';
import { Menu, MenuItem } from '../ui/parts/menu.tsx';
import { PriorityDial } from '../ui/task/priority-dial.tsx';
import { priorityWords } from '../ui/task/priority-words.ts';
import { QueryBox } from '../views/query-box.tsx';
import styles from './filter-bar.module.css';
import { countFilters, type Filters } from './filters.ts';
import type { View } from './view.ts';

export interface FilterBarProps {
  view: View;
  filters: Filters;
  onChange: (filters: Filters) => void;
  searchRef: Ref<HTMLInputElement>;
}

const sorts = {
  manual: 'Own order',
  due: 'Due date',
  priority: 'Priority',
  title: 'Title',
  created: 'Created',
  updated: 'Changed',
} as const;
const statuses = { open: 'Open', completed: 'Completed', any: 'Open and completed' } as const;
const SHOWN_SORTS = ['manual', 'due', 'priority', 'title', 'created', 'updated'] as const;

/** Narrows and orders a view. Its whole state is the address, so that a filtered view can be kept and shared. */
export function FilterBar({ view, filters, onChange, searchRef }: FilterBarProps) {
  const { tags } = useWorkspace();
  const hasStatus = view.kind !== 'trash' && view.kind !== 'completed' && view.kind !== 'overdue';
  return (
    <search className={styles.bar} aria-label="Filter">
      <div className={styles.search}>
        <QueryBox
          value={filters.search}
          saved={view.saved ?? null}
          order={{ sort: filters.sort, order: filters.order }}
          onChange={(search) => onChange({ ...filters, search })}
          inputRef={searchRef}
        />
      </div>
      <div className={styles.choices}>
        <Menu
          label="Priorities"
          selectionMode="multiple"
          selectedKeys={filters.priorities}
          onSelectionChange={(keys) =>
            onChange({ ...filters, priorities: PRIORITIES.filter((priority) => keys === 'all' || keys.has(priority)) })
          }
          trigger={
            <Button
              size="small"
              variant={filters.priorities.length > 0 ? 'secondary' : 'quiet'}
              icon={<Flag aria-hidden="true" />}
            >
              {filters.priorities.length > 0
                ? filters.priorities.map((priority) => priorityWords[priority]).join(', ')
                : 'Priority'}
            </Button>
          }
        >
          {PRIORITIES.toReversed().map((priority) => (
            <MenuItem key={priority} id={priority} icon={<PriorityDial priority={priority} />}>
              {priorityWords[priority]}
            </MenuItem>
          ))}
        </Menu>
        {tags.length > 0 ? (
          <Menu
            label="Tags"
            selectionMode="multiple"
            selectedKeys={filters.tags}
            onSelectionChange={(keys) => onChange({ ...filters, tags: keys === 'all' ? [] : [...keys].map(String) })}
            trigger={
              <Button
                size="small"
                variant={filters.tags.length > 0 ? 'secondary' : 'quiet'}
                icon={<Hash aria-hidden="true" />}
              >
                {filters.tags.length > 0 ? filters.tags.join(', ') : 'Tags'}
              </Button>
            }
          >
            {tags.map(({ tag }) => (
              <MenuItem key={tag} id={tag}>
                {tag}
              </MenuItem>
            ))}
          </Menu>
        ) : null}
        {hasStatus ? (
          <Choice
            label="Status"
            icon={<CircleDashed aria-hidden="true" />}
            words={statuses}
            value={filters.status}
            standard="open"
            onChange={(status) => onChange({ ...filters, status })}
          />
        ) : null}
        <Choice
          label="Sort"
          icon={<ArrowDownUp aria-hidden="true" />}
          words={sorts}
          value={SHOWN_SORTS.find((sort) => sort === filters.sort) ?? null}
          standard={null}
          onChange={(sort) => onChange({ ...filters, sort, order: null })}
        />
        {filters.sort !== null ? (
          <Button
            size="small"
            variant="quiet"
            onPress={() => onChange({ ...filters, order: filters.order === 'desc' ? 'asc' : 'desc' })}
          >
            {filters.order === 'desc' ? 'Descending' : filters.order === 'asc' ? 'Ascending' : 'Reverse'}
          </Button>
        ) : null}
        {countFilters(filters) > 0 || filters.sort !== null ? (
          <Button
            size="small"
            variant="quiet"
            icon={<X aria-hidden="true" />}
            onPress={() =>
              onChange({ ...filters, search: '', priorities: [], tags: [], status: null, sort: null, order: null })
            }
          >
            Clear
          </Button>
        ) : null}
      </div>
    </search>
  );
}

interface ChoiceProps<Value extends string> {
  label: string;
  icon: ReactNode;
  words: Readonly<Record<Value, string>>;
  value: Value | null;
  /** What is meant when nothing was chosen. */
  standard: Value | null;
  onChange: (value: Value | null) => void;
}

function Choice<Value extends string>({ label, icon, words, value, standard, onChange }: ChoiceProps<Value>) {
  const values = Object.keys(words) as Value[];
  const shown = value ?? standard;
  return (
    <Menu
      label={label}
      selectionMode="single"
      selectedKeys={shown === null ? [] : [shown]}
      onSelectionChange={(keys) => {
        const chosen = values.find((each) => keys !== 'all' && keys.has(each)) ?? null;
        onChange(chosen === standard ? null : chosen);
      }}
      trigger={
        <Button size="small" variant={value === null ? 'quiet' : 'secondary'} icon={icon}>
          {value === null ? label : words[value]}
        </Button>
      }
    >
      {values.map((each) => (
        <MenuItem key={each} id={each}>
          {words[each]}
        </MenuItem>
      ))}
    </Menu>
  );
}
