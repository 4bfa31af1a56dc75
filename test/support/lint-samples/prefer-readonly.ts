// Rejected by: typescript/prefer-readonly
export class Counter {
  #start = 1;
  get start(): number {
    return this.#start;
  }
}
