/** Network addresses as people write them: `host:port`, with an IPv6 host in brackets. */

export type Address = { readonly host: string; readonly port: number };

/** The address in `text`, or undefined. Port 0 is refused: others must know where a node listens. */
export function parseAddress(text: string): Address | undefined {
  const match = /^(?:\[(?<v6>[0-9A-Fa-f:.]+)\]|(?<host>[A-Za-z0-9._-]+)):(?<port>\d{1,5})$/.exec(
    text.trim(),
  );
  const host = match?.groups?.['v6'] ?? match?.groups?.['host'];
  const port = Number(match?.groups?.['port']);
  if (host === undefined || !isPort(port)) return undefined;
  return { host, port };
}

/** The inverse of `parseAddress`. */
export function formatAddress({ host, port }: Address): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 65_535;
}

/** True for a host that means "every interface": one can listen on it but not be reached at it. */
export function isWildcardHost(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}
