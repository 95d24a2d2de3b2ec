import type { Page } from 'playwright-core';

/** The parts of React's own tree that its developer tools read too. */
interface Fiber {
  flags: number;
  memoizedProps: { row?: { task?: { id?: string } } } | null;
  child: Fiber | null;
  sibling: Fiber | null;
  alternate: Fiber | null;
}

declare global {
  interface Window {
    __REACT_DEVTOOLS_GLOBAL_HOOK__: object;
    drawnRows: Set<string>;
  }
}

/**
 * Notes which rows of tasks React draws, from the next page on: as its developer tools do, since a row that is drawn
 * again and comes out the same leaves no trace in the document.
 */
export async function watchDrawnRows(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.drawnRows = new Set();
    const PERFORMED_WORK = 1;
    const visit = (fiber: Fiber): void => {
      const id = fiber.memoizedProps?.row?.task?.id;
      if (id !== undefined && (fiber.flags & PERFORMED_WORK) !== 0) window.drawnRows.add(id);
      // The very same children: nothing below was looked at.
      if (fiber.alternate !== null && fiber.alternate.child === fiber.child) return;
      for (let child = fiber.child; child !== null; child = child.sibling) visit(child);
    };
    window.__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
      supportsFiber: true,
      inject: () => 1,
      onCommitFiberRoot: (_renderer: number, root: { current: Fiber }) => visit(root.current),
    };
  });
}

/** The tasks whose rows were drawn since the last asking. */
export async function takeDrawnRows(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const ids = [...window.drawnRows];
    window.drawnRows.clear();
    return ids;
  });
}
