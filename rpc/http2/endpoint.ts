/** Addresses as text. */
import type { ConnectionOptions } from './connection.ts';
import { ConnectError } from './errors.ts';

/** Splits "host:port" ("[::1]:4513" for IPv6). Throws `ConnectError` if it is neither. */
export function parseEndpoint(endpoint: string): ConnectionOptions {
  const match = /^(?:\[(?<ipv6>[^\]]+)\]|(?<name>[^:]+)):(?<port>\d{1,5})$/.exec(endpoint);
  const host = match?.groups?.['ipv6'] ?? match?.groups?.['name'];
  const port = Number(match?.groups?.['port']);
  if (host === undefined || !(port >= 1 && port <= 65_535)) {
    throw new ConnectError(`not an address of the form host:port: ${endpoint}`);
  }
  return { host, port };
}
