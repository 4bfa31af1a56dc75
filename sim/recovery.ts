/**
 * What must come back when the faults are over (23.8): a leader, a membership at rest with everybody in it who joins,
 * acknowledged writes and strong reads through every member, and in the end the same state everywhere (I-24), with nothing left open (I-22). Each within a bound.
 *
 * Before that some runs go through a harder case: only a majority is well, and all others are down, cut off in one
 * direction or both, or have a dead disk, for good. The majority must go on alone.
 */
import { defaultCoreConfig } from '../raft/index.ts';
import type { Cluster } from './cluster.ts';
import type { ClientOracle } from './oracle/client-oracle.ts';
import { modelValue, textOf } from './oracle/kv-model.ts';
import { chance, streamOf } from './seeded-random.ts';
import type { Client } from './workload/client.ts';
import { expireInMsMax } from './workload/expiry-script.ts';
import type { MixedScript } from './workload/mixed-script.ts';
import type { Watcher } from './workload/watcher.ts';
import type { Answer, Operation } from './workload/operation.ts';
import type { Findings } from './world/findings.ts';
import type { Host } from './world/host.ts';

/** Time for a leader and for every request: many elections, and every back-off there is. */
const serviceMs = 15_000;
/** Time for all that join to be members, and to be promoted, one after the other. */
const membershipMs = 30_000;
/** How late an entry may be removed: it is promised to be gone within a second, and one is for clocks that drift. */
const lateMs = 2000;
/** Time for the slowest member to have everything. */
const catchUpMs = 15_000;
/** Time for every watcher to find a node that is not cut off: a silent connection, and then all nodes that there may be. */
const toldMs = 75_000;
const stepMs = 50;

export type RecoveryDeps = {
  readonly seed: number;
  readonly cluster: Cluster;
  readonly findings: Findings;
  readonly oracle: ClientOracle;
  readonly script: MixedScript;
  /** Runs the world for so many milliseconds. */
  readonly runFor: (durationMs: number) => Promise<void>;
};

export class Recovery {
  readonly #deps: RecoveryDeps;

  constructor(deps: RecoveryDeps) {
    this.#deps = deps;
  }

  /** A majority is healed, the others get worse for good; then the majority must serve. */
  async majorityAlone(prober: Client): Promise<void> {
    const { cluster, seed } = this.#deps;
    // Which machines are a majority is only plain while all agree who votes.
    if (!cluster.isSettled) return;
    const random = streamOf(seed, 'majority');
    const voters = cluster.hosts.filter(({ number }) => cluster.roll.isVoter(number));
    const well = voters.filter((host) => cluster.mayStart(host));
    const needed = Math.floor(voters.length / 2) + 1;
    const chosen = new Set<Host>();
    while (chosen.size < needed && chosen.size < well.length) {
      const host = well[Math.floor(random.next() * well.length)];
      if (host !== undefined) chosen.add(host);
    }
    cluster.heal();
    for (const host of cluster.hosts) {
      if (chosen.has(host)) continue;
      const lot = random.next();
      if (lot < 0.3) cluster.crash(host, 'process crash', 0);
      else if (lot < 0.5) host.diskSlowness = Infinity;
      else {
        for (const { number } of chosen) {
          cluster.network.cut(host.number, number);
          if (lot > 0.65) cluster.network.cut(number, host.number);
        }
        // Deaf but not mute is the nastiest: it calls for elections and hears nothing.
        if (chance(random, 0.5)) {
          for (const { number } of chosen) {
            cluster.network.mend(host.number, number);
            cluster.network.cut(number, host.number);
          }
        }
      }
    }
    const names = [...chosen].map(({ name }) => name).join(' ');
    cluster.trace(undefined, () => `only ${names} are well, and the others never again`);
    await this.#serve(prober, [...chosen], `with ${names} alone`);
  }

  /** Everything is healed that can be. */
  async everybody(
    prober: Client,
    {
      clients,
      watchers,
    }: { readonly clients: readonly Client[]; readonly watchers: readonly Watcher[] },
  ): Promise<void> {
    const { cluster, findings, oracle } = this.#deps;
    cluster.trace(undefined, () => 'all faults are over');
    cluster.heal();
    // A removal may still be under way that an operator began before: until then nobody knows whom to ask.
    const isAtRest = (): boolean => this.#isComplete() && cluster.isSettled;
    const isComplete = await this.#until(membershipMs, isAtRest);
    findings.demand(
      isComplete,
      'liveness',
      () => `the membership does not come to rest: ${this.#membership()}; ${this.#positions()}`,
    );
    if (!isComplete) return;
    const well = cluster.wanted;
    await this.#serve(prober, well, 'after all faults');
    for (const client of clients) client.stop();
    const isQuiet = await this.#until(serviceMs, () => clients.every(({ isIdle }) => isIdle));
    findings.demand(isQuiet, 'liveness', () => 'clients are never answered');
    // Nobody writes any more: time alone must remove what is due, also from an idle cluster.
    const isExpired = await this.#until(
      this.#expiryMs(well),
      () => oracle.model.expiries.storedCount === 0,
    );
    findings.demand(
      isExpired,
      'liveness',
      () => `${oracle.model.expiries.storedCount} entries are not removed when they have expired`,
    );
    const isEqual = await this.#until(catchUpMs, () => this.#areEqual(well));
    findings.demand(isEqual, 'I-24', () => `the members do not become equal: ${this.#positions()}`);
    if (!isEqual) return;
    for (const host of well) this.#checkState(host);
    oracle.judgeEnd();
    await this.#until(toldMs, () => watchers.every(({ isCurrent }) => isCurrent));
    for (const watcher of watchers) watcher.judgeEnd();
  }

  /** Until every deadline has passed on every wall clock; log time may be ahead of all of them. */
  #expiryMs(hosts: readonly Host[]): number {
    const { now } = this.#deps.oracle.model;
    const behind = hosts.map(({ clock }) => now - clock.wall());
    const slowest = 1 - defaultCoreConfig.clockDriftMax;
    return (expireInMsMax + Math.max(0, ...behind)) / slowest + lateMs;
  }

  /** A write and a read of everything, through each of `hosts`. */
  async #serve(prober: Client, hosts: readonly Host[], when: string): Promise<void> {
    const { script, findings } = this.#deps;
    for (const host of hosts) {
      for (const make of [() => script.plainWrite(0), () => script.readEverything()]) {
        const isServed = await this.#insist(prober, host, make);
        findings.demand(
          isServed,
          'liveness',
          () => `${host.name} serves no request ${when}: ${this.#positions()}`,
        );
        if (findings.first !== undefined) return;
      }
    }
  }

  /** Asks again until there is an answer. */
  async #insist(prober: Client, host: Host, make: () => Operation): Promise<boolean> {
    const { cluster } = this.#deps;
    const end = cluster.scheduler.now + serviceMs;
    for (;;) {
      const answers: Answer[] = [];
      prober.call(host, make(), (answer) => answers.push(answer));
      // A client gives up by itself, so it is idle some time.
      if (!(await this.#until(serviceMs, () => prober.isIdle))) return false;
      if (answers.some(({ kind }) => kind === 'committed' || kind === 'read')) return true;
      if (cluster.scheduler.now >= end) return false;
    }
  }

  async #until(boundMs: number, holds: () => boolean): Promise<boolean> {
    const { cluster, runFor, findings } = this.#deps;
    const end = cluster.scheduler.now + boundMs;
    while (!holds()) {
      if (cluster.scheduler.now >= end || findings.first !== undefined) return false;
      await runFor(stepMs);
    }
    return true;
  }

  /** Everybody who is to be a member is one, everybody who is to vote does, and the membership is not joint (M-4, 11.5). */
  #isComplete(): boolean {
    const { cluster } = this.#deps;
    const { roll } = cluster;
    const { votersOld } = roll.membership;
    // Whose machine is lost for good will never have caught up.
    const candidates = roll.candidates.filter((id) => this.#isWanted(roll.numberOf(id)));
    return (
      votersOld === undefined &&
      candidates.length === 0 &&
      cluster.wanted.every(({ number }) => roll.isMember(number))
    );
  }

  #isWanted(number: number): boolean {
    return this.#deps.cluster.wanted.some((host) => host.number === number);
  }

  #membership(): string {
    const { roll } = this.#deps.cluster;
    const { voters, votersOld = [], learners } = roll.membership;
    const names = (ids: readonly string[]): string =>
      ids.map((id) => `n${roll.numberOf(id)}`).join(' ');
    return `voters ${names(voters)}, of before ${names(votersOld)}, learners ${names(learners)}`;
  }

  #areEqual(hosts: readonly Host[]): boolean {
    const { cluster, oracle } = this.#deps;
    const positions = hosts.map(({ number }) => {
      const process = cluster.processOn(number);
      if (process === undefined || process.openCount > 0) return -1;
      const { commitIndex, lastIndex, lastApplied } = process.status();
      return commitIndex === lastIndex ? lastApplied : -1;
    });
    return positions.every((position) => position === oracle.model.lastIndex);
  }

  /** I-24: every key, against the model. */
  #checkState(host: Host): void {
    const { cluster, findings, oracle } = this.#deps;
    const machine = cluster.processOn(host.number)?.stateMachine;
    findings.demand(
      machine?.expiringCount === oracle.model.expiries.storedCount,
      'I-24',
      () =>
        `${host.name} counts ${machine?.expiringCount} entries that expire, which are not there`,
    );
    for (const key of oracle.model.keys) {
      const entry = machine?.get(0, new Uint8Array(Buffer.from(key, 'latin1')));
      const value = entry === undefined ? undefined : modelValue(entry.value);
      const expected = oracle.model.latest(key);
      findings.demand(
        value === expected.value,
        'I-24',
        () =>
          `${host.name} holds ${value ?? 'nothing'} under ${textOf(Buffer.from(key, 'latin1'))}, ` +
          `the log says ${expected.value ?? 'nothing'}`,
      );
    }
  }

  #positions(): string {
    const { cluster } = this.#deps;
    return cluster.hosts
      .map(({ name, number, isAlive }) => {
        const process = isAlive ? cluster.processOn(number) : undefined;
        if (process === undefined) return `${name} is down`;
        const { role, term, commitIndex, lastIndex, lastApplied } = process.status();
        return `${name} ${role} term ${term} applied ${lastApplied} commit ${commitIndex} last ${lastIndex} open ${process.openCount}`;
      })
      .join('; ');
  }
}
