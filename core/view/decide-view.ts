import { accept, type DecideContext, type Decision, refuse } from '../command/decision.ts';
import type { World } from '../command/world.ts';
import { type Refusal, refusal } from '../errors.ts';
import { toEpochMs } from '../instant.ts';
import type { ViewEvent } from '../log/event.ts';
import { orderKeyAfter, orderKeyAtEnd } from '../order-key.ts';
import type { CreateView, DeleteView, MoveView, UpdateView } from './commands.ts';
import { MAX_VIEWS, type SavedView } from './view.ts';
import { changeView } from './view-event.ts';

export function decideCreateView(command: CreateView, world: World, ctx: DecideContext): Decision {
  const id = command.viewId ?? ctx.newViewId();
  if (world.views.has(id)) return refuse(refusal('id_taken', `There is a view ${id} already. Choose a fresh id.`));
  if ([...world.views.values()].filter(({ deletedAt }) => deletedAt === null).length >= MAX_VIEWS) {
    return refuse(refusal('limit_reached', `You can have at most ${MAX_VIEWS} saved views.`));
  }
  const { name, query, sort, order } = command;
  const { now } = ctx;
  const after: SavedView = {
    id,
    name,
    query,
    sort,
    order,
    orderKey: orderKeyAtEnd(toEpochMs(now), ctx.place, ctx.random),
    version: 1,
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
  };
  return accept([{ kind: 'view', type: 'view.created', after, before: null }], { kind: 'view', id });
}

export function decideUpdateView(command: UpdateView, world: World, ctx: DecideContext): Decision {
  const { name, query, sort, order } = command.patch;
  return changeOwnView(command, world, ctx, 'view.updated', {
    ...(name !== undefined && { name }),
    ...(query !== undefined && { query }),
    ...(sort !== undefined && { sort }),
    ...(order !== undefined && { order }),
  });
}

export function decideMoveView(command: MoveView, world: World, ctx: DecideContext): Decision {
  const anchor = command.after === null ? null : world.views.get(command.after);
  if (anchor === undefined || anchor?.id === command.viewId || anchor?.deletedAt) {
    const error = { path: 'after', message: 'must be another of your views, or null' };
    return refuse(refusal('not_found', `There is no view ${command.after} to stand after.`, [error]));
  }
  const others = [...world.views.values()].filter(({ id }) => id !== command.viewId);
  const keys = others.map(({ orderKey }) => orderKey);
  const orderKey = orderKeyAfter(anchor === null ? null : anchor.orderKey, keys, ctx.random);
  return changeOwnView(command, world, ctx, 'view.moved', { orderKey });
}

export function decideDeleteView(command: DeleteView, world: World, ctx: DecideContext): Decision {
  return changeOwnView(command, world, ctx, 'view.deleted', { deletedAt: ctx.now });
}

function changeOwnView(
  command: { viewId: string; ifVersion?: number | undefined },
  world: World,
  ctx: DecideContext,
  type: ViewEvent['type'],
  change: Partial<SavedView>,
): Decision {
  const view = world.views.get(command.viewId);
  if (!view || view.deletedAt !== null) return refuse(refusal('not_found', `There is no view ${command.viewId}.`));
  const refused = refuseVersion(command, view);
  if (refused) return refuse(refused);
  const event = changeView(view, type, change, ctx.now);
  return accept(event ? [event] : [], { kind: 'view', id: view.id });
}

function refuseVersion(command: { ifVersion?: number | undefined }, view: SavedView): Refusal | null {
  if (command.ifVersion === undefined || command.ifVersion === view.version) return null;
  return refusal(
    'precondition_failed',
    `The view is at version ${view.version} by now. Read it again and repeat the change.`,
  );
}
