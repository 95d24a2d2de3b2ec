import { Button } from './button.tsx';
import styles from './load-more.module.css';

export interface LoadMoreProps {
  shown: number;
  total: number;
  /** What is counted, in the plural: `tasks`. */
  noun: string;
  onMore: () => void;
  isLoading?: boolean;
}

/** The foot of a long list: how much is in view, and more of it. */
export function LoadMore({ shown, total, noun, onMore, isLoading = false }: LoadMoreProps) {
  if (shown >= total) return null;
  return (
    <div className={styles.more}>
      <span className="tabular">
        {shown} of {total} {noun}
      </span>
      <Button variant="quiet" size="small" onPress={onMore} isBusy={isLoading}>
        Show more
      </Button>
    </div>
  );
}
