import { lazy, Suspense } from 'react';

const AddSeriesDialog = lazy(() => import('./add-series-dialog.tsx'));

/** Its scripts come when it is first opened. */
export function LazyAddSeriesDialog(props: { onClose: () => void }) {
  return (
    <Suspense fallback={null}>
      <AddSeriesDialog {...props} />
    </Suspense>
  );
}
