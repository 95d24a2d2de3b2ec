import type { DecideContext } from '../command/decision.ts';
import type { World } from '../command/world.ts';
import type { LoggedViewEvent, ViewEvent } from '../log/event.ts';
import type { SavedView } from '../view/view.ts';
import { changeView } from '../view/view-event.ts';
import type { Inversion } from './decide-undo.ts';
import { invertFields } from './invert-fields.ts';

const FIELD_NAMES: Partial<Record<keyof SavedView, string>> = { orderKey: 'position', deletedAt: 'deletion' };

/** Takes back what happened to a saved view. */
export function invertView(happened: LoggedViewEvent[], world: World, ctx: DecideContext): Inversion {
  const view = world.views.get(happened[0]?.aggregateId ?? '');
  if (!view) return { blocked: 'The saved view no longer exists.' };
  if (happened[0]?.type === 'view.created') {
    return view.deletedAt === null ? changed(view, { deletedAt: ctx.now }, ctx) : { events: [] };
  }
  const { change, blocked } = invertFields(
    happened.map(({ data }) => data),
    view,
  );
  if (blocked.length > 0) {
    const names = blocked.map((field) => FIELD_NAMES[field] ?? field).join(' and ');
    return { blocked: `The ${names} of the view “${view.name}” changed since.` };
  }
  return changed(view, change, ctx);
}

function changed(view: SavedView, change: Partial<SavedView>, ctx: DecideContext): Inversion {
  const event = changeView(view, typeOf(change), change, ctx.now);
  return { events: event ? [event] : [] };
}

function typeOf(change: Partial<SavedView>): ViewEvent['type'] {
  if (change.deletedAt === undefined) return change.orderKey === undefined ? 'view.updated' : 'view.moved';
  return change.deletedAt === null ? 'view.restored' : 'view.deleted';
}
