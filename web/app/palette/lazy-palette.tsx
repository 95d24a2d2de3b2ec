import { lazy, Suspense } from 'react';
import type { PaletteProps } from './palette.tsx';

const Palette = lazy(() => import('./palette.tsx'));

/** The palette; its scripts, the languages of lines and queries with them, come when it is first opened. */
export function LazyPalette(props: PaletteProps) {
  return (
    <Suspense fallback={null}>
      <Palette {...props} />
    </Suspense>
  );
}
