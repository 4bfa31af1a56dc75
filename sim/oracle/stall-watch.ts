/**
 * A leader whose disk stands still must not keep its office by heartbeats alone (raft.md 10.2): judged by the age of its
 * oldest write that is not done, after it has run often enough to notice.
 */
import type { CoreStatus, LogWrite } from '../../raft/index.ts';
import type { Findings } from '../world/findings.ts';
import type { Host } from '../world/host.ts';

/** It may take so long, and so many turns, from when a write is too old until the office is given up. */
const graceMs = 250;
const turnsMin = 20;

type Node = {
  readonly underWay: { readonly write: LogWrite; readonly issuedAt: number }[];
  /** Since when, and in how many turns, it has led with a write that was too old. */
  overdue: { readonly since: number; readonly term: number; turns: number } | undefined;
};

export class StallWatch {
  readonly #stallStepDownMs: number;
  readonly #findings: Findings;
  readonly #nodes = new Map<number, Node>();

  constructor(stallStepDownMs: number, findings: Findings) {
    this.#stallStepDownMs = stallStepDownMs;
    this.#findings = findings;
  }

  onDied({ number }: Host): void {
    this.#nodes.delete(number);
  }

  onWriteIssued(host: Host, write: LogWrite): void {
    let node = this.#nodes.get(host.number);
    if (node === undefined) {
      node = { underWay: [], overdue: undefined };
      this.#nodes.set(host.number, node);
    }
    node.underWay.push({ write, issuedAt: host.localMs });
  }

  onWriteDone({ number }: Host, write: LogWrite): void {
    const node = this.#nodes.get(number);
    // Writes are done in the order in which they were issued.
    const position = node?.underWay.findIndex((each) => each.write === write) ?? -1;
    node?.underWay.splice(0, position + 1);
  }

  /** To be called when a node has run. */
  check(host: Host, { role, term, membership }: CoreStatus): void {
    const node = this.#nodes.get(host.number);
    if (node === undefined) return;
    const [oldest] = node.underWay;
    const ageMs = oldest === undefined ? 0 : host.localMs - oldest.issuedAt;
    // Nobody could take the office of a sole voter.
    const isOverdue =
      role === 'leader' && membership.voters.length > 1 && ageMs > this.#stallStepDownMs;
    if (!isOverdue) {
      node.overdue = undefined;
      return;
    }
    if (node.overdue?.term !== term) node.overdue = { since: host.localMs, term, turns: 0 };
    node.overdue.turns += 1;
    const { since, turns } = node.overdue;
    this.#findings.demand(
      turns < turnsMin || host.localMs - since < graceMs,
      'liveness',
      () =>
        `${host.name} leads term ${term} although its disk has stood still for ${ageMs.toFixed(0)} ms (10.2)`,
    );
  }
}
