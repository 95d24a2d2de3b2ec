import {
  Bookmark,
  Command as CommandIcon,
  Compass,
  CornerDownLeft,
  Hash,
  History,
  ListPlus,
  Plus,
  Search,
  Settings,
} from 'lucide-react';
import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import { ListNameSchema } from '#core/list/list.ts';
import { parseQuery } from '#core/query-language/parse-query.ts';
import { suggestQuery } from '#core/query-language/suggest-query.ts';
import type { Task } from '#core/task/task.ts';
import { newId } from '../commands/mint-id.ts';
import { nowInstant } from '../commands/now-instant.ts';
import { createTask } from '../commands/task-writes.ts';
import { settingsPages } from '../routes/settings/settings-pages.ts';
import { useWorkspace, type Workspace } from '../shell/workspace.tsx';
import { saidDraft } from '../tasks/capture/said-draft.ts';
import type { CapturedLine } from '../tasks/capture/use-capture-line.ts';
import { useTaskActions } from '../tasks/task-actions.tsx';
import { useOpenTask } from '../tasks/use-open-task.ts';
import { dueWords } from '../ui/format/due-words.ts';
import { useCommandList } from '../ui/keyboard/keyboard-provider.tsx';
import { ListDot } from '../ui/task/list-dot.tsx';
import type { PaletteEntry } from './palette-entry.ts';
import { recentEntries } from './recent-entries.ts';
import { taskEntriesFor } from './task-entries.tsx';

/** What makes a task of the text. */
export const ADD_ENTRY = 'write task';

export interface PaletteState {
  /** What is typed. */
  line: CapturedLine;
  /** What the entries of the first group are about: a selection, a row, the open task, one that was found. */
  subject: readonly Task[];
  /** One that was found was taken up: nothing but what can be done with it is offered. */
  isStep: boolean;
  found: readonly Task[];
  onText: (text: string) => void;
}

/** Everything the palette can offer now. */
export function usePaletteEntries({ line, subject, isStep, found, onText }: PaletteState): PaletteEntry[] {
  const { text } = line;
  const subjectEntries = useSubjectEntries(subject);
  const places = usePlaces();
  const commands = useShellCommands();
  const tasks = useFoundEntries(found);
  const narrowing = useNarrowing(text, onText);
  const writing = useWriting(line);
  return useMemo(() => {
    if (isStep) return subjectEntries;
    const known = [...places, ...commands];
    const recent = recentEntries().flatMap((id): PaletteEntry[] => {
      const entry = known.find((each) => each.id === id);
      return entry ? [{ ...entry, group: 'recent' }] : [];
    });
    // While nothing is typed, what was used lately does not stand there twice.
    const rest = text.trim() === '' ? known.filter(({ id }) => !recent.some((each) => each.id === id)) : known;
    return [...subjectEntries, ...recent, ...rest, ...tasks, ...narrowing, ...writing];
  }, [isStep, subjectEntries, places, commands, tasks, narrowing, writing, text]);
}

function useSubjectEntries(subject: readonly Task[]): PaletteEntry[] {
  const { overview, today, nowMs } = useWorkspace();
  const actions = useTaskActions();
  const { open } = useOpenTask();
  const navigate = useNavigate();
  const commands = useCommandList();
  const { zone } = overview.settings;
  return useMemo(() => {
    const deps = { actions, moment: { today, nowMs, zone }, open, goTo: (path: string) => void navigate(path) };
    return taskEntriesFor(subject).map(({ id, title, words = '', icon, command, run }) => ({
      id: `task.${id}`,
      group: 'subject' as const,
      title,
      words,
      icon,
      keys: commands.find((each) => each.id === command)?.keys[0],
      run: () => run(subject, deps),
    }));
  }, [subject, actions, today, nowMs, zone, open, navigate, commands]);
}

function usePlaces(): PaletteEntry[] {
  const { lists, views, tags } = useWorkspace();
  const commands = useCommandList();
  const navigate = useNavigate();
  return useMemo(() => {
    const place = (to: string, title: string, icon: PaletteEntry['icon'], words: string): PaletteEntry => ({
      id: `to ${to}`,
      group: 'go',
      title,
      words: `go to ${words}`,
      icon,
      run: () => void navigate(to),
    });
    const pages = commands
      .filter(({ scope, id }) => scope === 'go' && !id.startsWith('go.view.'))
      .map(({ id, title, keys, run }): PaletteEntry => {
        return { id, group: 'go', title, words: 'go to page', icon: <Compass />, keys: keys[0], run };
      });
    return [
      ...pages,
      ...views.map(({ id, name }, at) => ({
        ...place(`/views/${id}`, name, <Bookmark />, 'view'),
        keys: commands.find((each) => each.id === `go.view.${at + 1}`)?.keys[0],
      })),
      ...lists
        .filter(({ archivedAt }) => archivedAt === null)
        .map(({ id, name }) => place(id === 'inbox' ? '/inbox' : `/lists/${id}`, name, <ListDot listId={id} />, 'list'))
        .filter(({ id }) => id !== 'to /inbox'),
      ...tags.map(({ tag }) => place(`/tags/${encodeURIComponent(tag)}`, `#${tag}`, <Hash />, `${tag} tag`)),
      ...settingsPages.map(({ to, label }) => place(to, `Settings: ${label}`, <Settings />, 'preferences')),
      place('/guide', 'Guide', <Compass />, 'help documentation'),
    ];
  }, [lists, views, tags, commands, navigate]);
}

/** What the frame can do on any page. Commands about tasks are offered for the tasks at hand instead. */
function useShellCommands(): PaletteEntry[] {
  const commands = useCommandList();
  return useMemo(() => {
    const seen = new Set(['palette']);
    return commands.flatMap(({ id, title, keys, scope, run, isEnabled }): PaletteEntry[] => {
      if (scope !== 'general' || seen.has(id) || isEnabled?.() === false) return [];
      seen.add(id);
      return [{ id, group: 'command', title, icon: <CommandIcon />, keys: keys[0], run }];
    });
  }, [commands]);
}

function useFoundEntries(found: readonly Task[]): PaletteEntry[] {
  const workspace = useWorkspace();
  const { open } = useOpenTask();
  return useMemo(
    () =>
      found.map((task) => ({
        id: task.id,
        group: 'task',
        title: task.title,
        icon: task.status === 'completed' ? <History /> : <CornerDownLeft />,
        hint: taskHint(task, workspace),
        run: () => open(task.id),
      })),
    [found, workspace, open],
  );
}

function taskHint(task: Task, { lists, overview, nowMs }: Workspace): string {
  const isDone = task.status === 'completed';
  const due = task.due ? dueWords(task.due, { nowMs, ...overview.settings, isDone }).text : null;
  const list = lists.find(({ id }) => id === task.listId)?.name ?? null;
  return [isDone ? 'Completed' : due, list].filter((each) => each !== null).join(' · ');
}

/** How the text could go on as a query, once it looks like one. */
function useNarrowing(text: string, onText: (text: string) => void): PaletteEntry[] {
  const { lists, tags } = useWorkspace();
  return useMemo(() => {
    if (text.trim() === '' || !/[#+&|:!(]|\b(?:no|due|before|after)\b/iu.test(text)) return [];
    const names = {
      lists: lists.filter(({ archivedAt }) => archivedAt === null).map(({ name }) => name),
      tags: tags.map(({ tag }) => tag),
    };
    const { start, end, suggestions } = suggestQuery(text, text.length, names);
    return suggestions.slice(0, 4).map((suggestion) => ({
      id: `narrow ${suggestion.text}`,
      group: 'narrow',
      title: text.slice(0, start) + suggestion.text + text.slice(end),
      icon: <Search />,
      hint: suggestion.hint,
      run: () => onText(`${text.slice(0, start)}${suggestion.text}${text.slice(end)} `),
      isStep: true,
    }));
  }, [text, lists, tags, onText]);
}

/** What can be made of the text itself. */
function useWriting({ text, said, finish }: CapturedLine): PaletteEntry[] {
  const { commands, lists, overview, nowMs } = useWorkspace();
  const actions = useTaskActions();
  const navigate = useNavigate();
  const { settings } = overview;
  const typed = text.trim();
  if (typed === '') return [];
  const { title, due = null, repeat, priority, tags, listId, newList } = said;
  const list = newList === undefined ? lists.find(({ id }) => id === listId)?.name : `new list ${newList}`;
  const hint = [
    due ? dueWords(due, { nowMs, ...settings }).text : null,
    repeat ? 'repeats' : null,
    priority ?? null,
    ...tags.map((tag) => `#${tag}`),
    list ?? null,
  ];
  const add = async () => {
    for (const each of await finish())
      actions.write(createTask(saidDraft(each), { taskId: newId('task'), now: nowInstant(), viewKey: '' }));
  };
  const makeList = async () => {
    const madeId = newId('list');
    const outcome = await commands.dispatch({
      commands: [{ type: 'list.create', listId: madeId, name: typed }],
      label: `Made the list “${typed}”`,
      subjects: [madeId],
    });
    if (outcome.status === 'done') await navigate(`/lists/${madeId}`);
  };
  const entries: (PaletteEntry | null)[] = [
    {
      id: ADD_ENTRY,
      group: 'write',
      title: `Add “${title}”`,
      icon: <Plus />,
      hint: hint.filter((each) => each !== null).join(' · '),
      keys: 'Mod+Enter',
      run: () => void add(),
    },
    parseQuery(typed).problem === null
      ? {
          id: 'write search',
          group: 'write',
          title: `Search all tasks for “${typed}”`,
          icon: <Search />,
          run: () => void navigate(`/all?${new URLSearchParams({ search: typed })}`),
        }
      : null,
    ListNameSchema.safeParse(typed).success
      ? {
          id: 'write list',
          group: 'write',
          title: `New list “${typed}”`,
          icon: <ListPlus />,
          run: () => void makeList(),
        }
      : null,
  ];
  return entries.filter((entry) => entry !== null);
}
