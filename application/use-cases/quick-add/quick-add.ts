import { lineProblem } from '#core/capture/capture-problems.ts';
import { newListNames } from '#core/capture/captured-lists.ts';
import { capturedTask } from '#core/capture/captured-task.ts';
import { CommandSchema } from '#core/command/command.ts';
import type { CommandDone, CommandReply } from '#core/command/reply.ts';
import { AppError, invariant } from '#core/errors.ts';
import type { List } from '#core/list/list.ts';
import type { Task } from '#core/task/task.ts';
import { foldText } from '#core/text/search-text.ts';
import type { Database } from '../../db/database.ts';
import { findRequestKeys } from '../../db/queries/find-request-keys.ts';
import type { Effects } from '../../effects.ts';
import type { ExecuteOptions } from '../../services.ts';
import type { KeyedCommand } from '../execute-commands.ts';
import { readText, type TextRead, type TextToRead } from './read-text.ts';
import { refuseUnfit } from './refuse-unfit.ts';

export interface QuickAddRequest extends TextToRead {
  /** Makes lists that are named and do not exist; otherwise such a text is refused. */
  createList: boolean;
}

export interface QuickAdded {
  /** In the order of the lines. */
  tasks: Task[];
  /** Lists that were made for them. */
  lists: List[];
  seq: number | null;
  /** One undo of it takes all of them back. */
  correlationId: string;
  isReplay: boolean;
}

export interface QuickAddDeps {
  db: Database;
  effects: Effects;
  userId: string;
  execute: (commands: KeyedCommand[], options: ExecuteOptions) => Promise<CommandReply[]>;
}

/**
 * Makes the tasks that a text asks for, all of them or none, under one correlation id.
 *
 * What a key stands for is the request, for the same words mean something else tomorrow: repeated, it is answered with
 * the tasks it made, whatever they would be now.
 *
 * @throws AppError why a line makes no task, with its place in the text
 */
export async function quickAdd(deps: QuickAddDeps, request: QuickAddRequest, key: string | null): Promise<QuickAdded> {
  const read = await readText(deps, request);
  const names = read.lines.map(({ capture }) => capture.list);
  const made = await knownKeys(deps, key, names.length);
  if (made.size === 0) refuseUnfit(read, request);
  const fresh = made.size === 0 ? newListNames(names, read.lists) : [];
  const commands = commandsOf(deps, request, read, { key, fresh, madeLists: listKeys(key, made) });
  const replies = await deps.execute(commands, {
    isAtomic: true,
    correlationId: deps.effects.newId('correlation'),
  });
  return answerOf(replies, read, request.text);
}

/** What was done under this key before. */
async function knownKeys({ db, userId }: QuickAddDeps, key: string | null, lines: number): Promise<Set<string>> {
  if (key === null) return new Set();
  const keys = Array.from({ length: lines }, (_, at) => [`${key}/${at}`, `${key}/list/${at}`]).flat();
  return new Set((await findRequestKeys(db, userId, keys)).keys());
}

function listKeys(key: string | null, made: ReadonlySet<string>): string[] {
  return [...made].filter((each) => each.startsWith(`${key}/list/`)).sort();
}

function commandsOf(
  { effects }: QuickAddDeps,
  request: QuickAddRequest,
  { lines }: TextRead,
  { key, fresh, madeLists }: { key: string | null; fresh: readonly string[]; madeLists: readonly string[] },
): KeyedCommand[] {
  const ids = new Map(fresh.map((name) => [foldText(name), effects.newId('list')]));
  const keyed = (place: string, command: unknown): KeyedCommand => ({
    key: key === null ? null : `${key}/${place}`,
    command: CommandSchema.parse(command),
    request: { quickAdd: request, place },
  });
  const lists = fresh.map((name, at) =>
    keyed(`list/${at}`, { type: 'list.create', listId: ids.get(foldText(name)), name }),
  );
  // Made before under this key: only the answer is asked for, which needs no name.
  const again = madeLists.map((listKey) =>
    keyed(listKey.slice((key ?? '').length + 1), { type: 'list.create', name: 'again' }),
  );
  const tasks = lines.map(({ capture, listId }, at) => {
    const home = capture.list === null ? null : (listId ?? ids.get(foldText(capture.list)) ?? null);
    return keyed(`${at}`, { type: 'task.create', ...capturedTask(capture), ...(home !== null && { listId: home }) });
  });
  return [...lists, ...again, ...tasks];
}

function answerOf(replies: readonly CommandReply[], { lines }: TextRead, text: string): QuickAdded {
  const firstTask = replies.length - lines.length;
  const refused = replies.flatMap((reply, at) =>
    reply.status === 'refused' && reply.code !== 'batch_aborted' ? [{ reply, at: at - firstTask }] : [],
  );
  const [cause] = refused;
  if (cause) {
    const errors = refused.flatMap(({ reply, at }) => {
      const line = lines[at];
      if (!line) return reply.errors;
      return reply.errors.map(({ path, message }) => lineProblem(line, at, text, path.split('.'), message));
    });
    throw new AppError(cause.reply.code, `${cause.reply.detail} Nothing was added.`, { errors });
  }
  const done = replies.filter((reply): reply is CommandDone => reply.status === 'done');
  const [first] = done;
  invariant(first && done.length === replies.length, 'what is all or nothing is done when nothing was refused');
  return {
    tasks: done.flatMap(({ task }) => task ?? []),
    lists: done.flatMap(({ list }) => list ?? []),
    seq: Math.max(...done.map(({ seq }) => seq ?? 0)) || null,
    correlationId: first.correlationId,
    isReplay: done.every(({ isReplay }) => isReplay),
  };
}
