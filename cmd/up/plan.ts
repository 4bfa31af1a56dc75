/**
 * What `up` is about to start, as plain values: which nodes, on which ports, with which arguments. A directory
 * remembers the shape of its cluster, since neither the number of nodes nor their ports may change under data.
 */
import { join } from 'node:path';
import { foundersMax } from '../config.ts';

/** Local node number i uses each base port plus this times i. */
const portStride = 10;
const portMax = 65_535;
export const defaultNodeCount = 3;
export const defaultBasePort = 4512;

export type ClusterShape = { readonly nodes: number; readonly basePort: number };

export type NodePlan = {
  readonly name: string;
  readonly directory: string;
  readonly logPath: string;
  readonly ports: readonly number[];
  readonly grpcAddress: string;
  /** Arguments of `kvorum`. */
  readonly args: readonly string[];
};

/** What the user asked for, as text; undefined where nothing was said. */
export type AskedShape = {
  readonly nodes: string | undefined;
  readonly basePort: string | undefined;
};

/** The shape to start: what was asked for, what the directory remembers, else the defaults. */
export function decideShape(
  asked: AskedShape,
  remembered: ClusterShape | undefined,
): { readonly shape: ClusterShape } | { readonly problems: readonly string[] } {
  const problems: string[] = [];
  const nodes = decideNumber(asked.nodes, remembered?.nodes ?? defaultNodeCount);
  const basePort = decideNumber(asked.basePort, remembered?.basePort ?? defaultBasePort);
  if (!(nodes >= 1 && nodes <= foundersMax)) {
    problems.push(`--nodes: "${asked.nodes}" is not a whole number from 1 to ${foundersMax}`);
  } else if (remembered !== undefined && nodes !== remembered.nodes) {
    problems.push(
      `--nodes: the data are those of a cluster of ${remembered.nodes}; ` +
        `leave out --nodes, or choose another --dir for a cluster of ${nodes}`,
    );
  }
  const basePortMax = portMax - 2 - portStride * (foundersMax - 1);
  if (!(basePort >= 1 && basePort <= basePortMax)) {
    problems.push(
      `--base-port: "${asked.basePort}" is not a whole number from 1 to ${basePortMax}`,
    );
  } else if (remembered !== undefined && basePort !== remembered.basePort) {
    problems.push(
      `--base-port: the nodes of these data know each other at ports from ${remembered.basePort} on; ` +
        'leave out --base-port, or choose another --dir',
    );
  }
  return problems.length > 0 ? { problems } : { shape: { nodes, basePort } };
}

/** Where the token of the default database is kept. */
export function tokenPathIn(directory: string): string {
  return join(directory, 'token');
}

/** The nodes of a cluster of that shape in `directory`. */
export function planNodes(
  shape: ClusterShape,
  directory: string,
  logLevel: string,
): readonly NodePlan[] {
  const names = Array.from({ length: shape.nodes }, (_, position) => `n${position + 1}`);
  const portsOf = (position: number): readonly [number, number, number] => {
    const first = shape.basePort + portStride * position;
    return [first, first + 1, first + 2];
  };
  const members = names
    .map((name, position) => `${name}=127.0.0.1:${portsOf(position)[2]}`)
    .join(',');
  return names.map((name, position) => {
    const ports = portsOf(position);
    const nodeDirectory = join(directory, name);
    const [http, grpc, peer] = ports.map((port) => `127.0.0.1:${port}`);
    return {
      name,
      directory: nodeDirectory,
      logPath: join(nodeDirectory, 'log'),
      ports,
      grpcAddress: `127.0.0.1:${ports[1]}`,
      args: [
        'start',
        `--name=${name}`,
        `--data=${nodeDirectory}`,
        `--initial-cluster=${members}`,
        `--http=${http}`,
        `--grpc=${grpc}`,
        `--peer=${peer}`,
        `--token-file=${tokenPathIn(directory)}`,
        `--log-level=${logLevel}`,
      ],
    };
  });
}

function decideNumber(text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  return /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
}

/** The text of the file in which a directory remembers its cluster. */
export function encodeShape(shape: ClusterShape): string {
  return `${JSON.stringify({ version: 1, nodes: shape.nodes, basePort: shape.basePort })}\n`;
}

/** The inverse of `encodeShape`; undefined if the text is something else. */
export function decodeShape(text: string): ClusterShape | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const fields: Readonly<Record<string, unknown>> = Object.fromEntries(Object.entries(value));
  const { version, nodes, basePort } = fields;
  if (version !== 1 || typeof nodes !== 'number' || typeof basePort !== 'number') return undefined;
  if (!Number.isInteger(nodes) || !Number.isInteger(basePort)) return undefined;
  return { nodes, basePort };
}
