import 'react';

declare module 'react' {
  interface CSSProperties {
    '--list-hue'?: number;
  }
}
