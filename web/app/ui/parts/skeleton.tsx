import styles from './skeleton.module.css';

export interface SkeletonProps {
  /** Any CSS length; the geometry is that of what will come. */
  width?: string;
  height?: string;
  isRound?: boolean;
}

/** Stands where something will be. Its container says once, in words, that it loads. */
export function Skeleton({ width = '100%', height = '0.75em', isRound = false }: SkeletonProps) {
  return (
    <span
      aria-hidden="true"
      className={styles.skeleton}
      style={{ inlineSize: width, blockSize: height, borderRadius: isRound ? '50%' : undefined }}
    />
  );
}
