// Rejected by: import/no-cycle
import { value } from './no-cycle.ts';
export const other = (): number => value();
