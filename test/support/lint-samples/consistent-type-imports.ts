// Rejected by: typescript/consistent-type-imports
import { Stats } from 'node:fs';
export type Size = Pick<Stats, 'size'>;
