// Rejected by: import/no-cycle
import { other } from './no-cycle-other.ts';
export const value = (): number => other();
