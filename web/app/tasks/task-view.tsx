import { CalendarCheck, ListFilter } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useNavigation, useSearchParams } from 'react-router';
import { toInstant } from '#core/instant.ts';
import type { ProjectedOccurrence } from '#core/query/series-query.ts';
import { parseQuery } from '#core/query-language/parse-query.ts';
import { phraseSettings } from '#core/settings/phrase-settings.ts';
import type { Task } from '#core/task/task.ts';
import { useShellActions } from '../shell/shell-actions.tsx';
import { useWorkspace } from '../shell/workspace.tsx';
import { IconButton } from '../ui/parts/icon-button.tsx';
import { PageHeader } from '../ui/shell/page-header.tsx';
import { TaskList } from '../ui/task/task-list.tsx';
import { useRowSelection } from '../ui/task/use-row-selection.ts';
import { SavedViewMenu } from '../views/saved-view-menu.tsx';
import { EmptyView } from './empty-view.tsx';
import { FilterBar } from './filter-bar.tsx';
import {
  countFilters,
  type Filters,
  PAGE_SIZE,
  parseFilters,
  withoutSaved,
  withSaved,
  writeFilters,
} from './filters.ts';
import { groupByQuery, soughtWords } from './group-by-query.ts';
import { groupTasks, isPast } from './group-tasks.ts';
import { useListKeys } from './list-keys.ts';
import type { ViewData } from './load-view.ts';
import { MoreRows } from './more-rows.tsx';
import { moveBeside, moveBy } from './move-rows.ts';
import { ProjectedRow } from './projected/projected-row.tsx';
import { useProjected } from './projected/use-projected.ts';
import { withProjected } from './projected/with-projected.ts';
import { QuickAddBar } from './quick-add-bar.tsx';
import { RowMenu } from './row-menu.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { TagMenu } from './tag-menu.tsx';
import { useTaskActions } from './task-actions.tsx';
import styles from './task-view.module.css';
import { toToday } from './to-today.ts';
import { useKeptFocus } from './use-kept-focus.ts';
import { useOpenTask } from './use-open-task.ts';
import { useRowProps } from './use-row-props.tsx';
import { useRows } from './use-rows.ts';
import type { View } from './view.ts';

const NONE: ReadonlySet<string> = new Set();

export interface TaskViewProps {
  view: View;
  data: ViewData;
  note?: string | undefined;
  /** Dates ahead that are no tasks yet, for views by days. */
  projected?: readonly ProjectedOccurrence[];
}

const NO_PROJECTED: readonly ProjectedOccurrence[] = [];

/** One view of tasks: its head, its filter bar, the box to add to it, and its rows. */
export function TaskView({ view, data, note, projected = NO_PROJECTED }: TaskViewProps) {
  const workspace = useWorkspace();
  const { commands, overview, lists, nowMs, today } = workspace;
  const { zone, locale } = overview.settings;
  const actions = useTaskActions();
  const [params, setParams] = useSearchParams();
  const navigation = useNavigation();
  const { openId, open } = useOpenTask();
  const filters = withSaved(parseFilters(params), view.saved);
  const asked = filters.search === '' ? null : parseQuery(filters.search).query;
  const rows = useRows(view, data, filters);
  const grouping = filters.sort === null && !filters.search ? view.grouping : 'none';
  const moment = { today, nowMs, zone, locale, lists };
  const ahead = useProjected(projected, data.page.seq);
  // They answer no filter, so a page that is narrowed or not the first leaves them out.
  const isWhole = countFilters(filters) === 0 && filters.page === 1;
  const groups = withProjected(
    asked !== null && asked.views.length > 1
      ? groupByQuery(rows, asked, {
          lists,
          moment: { now: toInstant(nowMs), ...phraseSettings(overview.settings) },
          series: data.page.series,
        })
      : groupTasks(rows, grouping, moment),
    isWhole ? ahead.shown : NO_PROJECTED,
    grouping,
    moment,
  );
  /** In the order they stand, which headings may change. */
  const shown = groups.flatMap(({ tasks }) => tasks);
  const ids = shown.map(({ id }) => id);
  const [selected, setSelected] = useState({ key: view.key, ids: NONE });
  const selection = useRowSelection({
    ids,
    selectedIds: selected.key === view.key ? selected.ids : NONE,
    onSelectionChange: (selectedIds) => setSelected({ key: view.key, ids: selectedIds }),
  });
  const addRef = useRef<HTMLInputElement>(null);
  const searchRef = useRef<HTMLInputElement>(null);
  const [isFilterOpen, setFilterOpen] = useState(false);
  const own = withoutSaved(filters, view.saved);
  const hasFilter = countFilters(own) > 0 || own.sort !== null;
  const showsFilter = isFilterOpen || hasFilter;
  const [menu, setMenu] = useState<{ taskId: string } | null>(null);
  const menuTrigger = useRef<Element | null>(null);

  useEffect(() => commands.leaveView, [commands, view.key]);
  const setFilters = (next: Filters) => {
    const isNarrowed = next.shown === filters.shown && next.page === filters.page;
    const fresh = isNarrowed ? { ...next, shown: PAGE_SIZE, page: 1 } : next;
    setParams((before) => writeFilters(before, withoutSaved(fresh, view.saved)), {
      replace: true,
      preventScrollReset: true,
    });
  };
  const focusAdd = () => addRef.current?.focus();
  useShellActions({
    add: view.canAdd ? focusAdd : null,
    search: () => {
      setFilterOpen(true);
      requestAnimationFrame(() => searchRef.current?.focus());
    },
    filter: () => setFilterOpen(!showsFilter),
  });

  const canReorder =
    view.canReorder && data.sort === 'manual' && filters.order !== 'desc' && countFilters(filters) === 0;
  const onMove = canReorder ? (task: Task, by: -1 | 1) => moveBy(rows, task, by, actions.write) : null;
  useListKeys({ tasks: shown, selection, onMove });
  useKeptFocus(ids);
  const rowOf = useRowProps({
    view,
    grouping,
    subtasks: data.page.subtasks,
    series: data.page.series,
    search: asked === null ? '' : soughtWords(asked),
    onMenu: (taskId, trigger) => {
      menuTrigger.current = trigger;
      setMenu({ taskId });
    },
  });
  const collectsLate = view.kind === 'today' || view.kind === 'overdue';
  const late = collectsLate
    ? rows.filter((task) => task.status === 'open' && task.due && isPast(task.due, { today, nowMs, zone }))
    : [];
  const total = Math.max(data.page.total, rows.length);

  return (
    <div className={styles.view}>
      <PageHeader
        title={view.title}
        meta={total > 0 ? String(total) : undefined}
        actions={
          <>
            {late.length > 0 ? (
              <IconButton
                label={`Move ${late.length} overdue to today`}
                icon={<CalendarCheck aria-hidden="true" />}
                onPress={() => actions.write(toToday(late, { today, nowMs, zone }))}
              />
            ) : null}
            <IconButton
              label="Filter and sort"
              keys="f"
              icon={<ListFilter aria-hidden="true" />}
              isActive={showsFilter}
              aria-expanded={showsFilter}
              onPress={() => setFilterOpen(!showsFilter)}
            />
            {view.saved ? <SavedViewMenu view={view.saved} /> : null}
            {view.kind === 'tag' ? view.draft.tags?.map((tag) => <TagMenu key={tag} tag={tag} />) : null}
          </>
        }
      >
        {showsFilter ? <FilterBar view={view} filters={filters} onChange={setFilters} searchRef={searchRef} /> : null}
      </PageHeader>
      {note && !(view.saved && showsFilter) ? <p className={styles.note}>{note}</p> : null}
      {view.canAdd ? <QuickAddBar key={view.key} view={view} inputRef={addRef} /> : null}
      <div className={styles.list}>
        <TaskList
          label={view.title}
          groups={groups.map(({ tasks, projected: dates, ...group }) => ({
            ...group,
            rows: tasks.map(rowOf),
            after:
              dates.length === 0
                ? null
                : dates.map((occurrence) => (
                    <ProjectedRow
                      key={`${occurrence.seriesId} ${occurrence.slot}`}
                      occurrence={occurrence}
                      grouping={grouping}
                      actions={ahead}
                    />
                  )),
          }))}
          currentId={openId}
          onOpen={open}
          selection={selection}
          onDrop={canReorder ? (taskIds, place) => moveBeside(rows, taskIds, place, actions.write) : null}
          emptyState={
            <EmptyView
              view={view}
              isFiltered={countFilters(own) > 0}
              onAdd={focusAdd}
              onClear={() => setFilters(parseFilters(new URLSearchParams()))}
            />
          }
        />
      </div>
      <MoreRows
        page={data.page}
        filters={filters}
        rows={rows.length}
        onChange={setFilters}
        hrefFor={(page) => `?${writeFilters(params, withoutSaved({ ...filters, page }, view.saved))}`}
        isLoading={navigation.state === 'loading'}
      />
      <SelectionBar
        tasks={shown.filter(({ id }) => selection.selectedIds.has(id))}
        onClear={() => selection.select([])}
      />
      <RowMenu
        task={rows.find(({ id }) => id === menu?.taskId) ?? null}
        triggerRef={menuTrigger}
        onClose={() => setMenu(null)}
        onMove={onMove}
      />
    </div>
  );
}
