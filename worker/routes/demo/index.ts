import { startDemo } from './start-demo.ts';

export const demoEndpoints = [startDemo];
