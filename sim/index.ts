/** The published surface of sim/. */
export { parseFaults, parseNumbers, noChoice, secondsDefault } from './options.ts';
export type { RunChoice } from './options.ts';
export { addFigures, describeFailure, describeFigures, noFigures } from './report.ts';
export { simulate } from './run.ts';
export type { RunFigures, RunResult } from './run.ts';
export { shrink } from './shrink.ts';
