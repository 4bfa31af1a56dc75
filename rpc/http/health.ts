/** `GET /livez` and `GET /readyz`, which are answered around the handler of everything else. */
import type { HttpAnswer, HttpHandler, HttpRequest } from './http-port.ts';

/** Says why this node cannot serve now, as a sentence; undefined if it can. */
export type Readiness = () => string | undefined;

/** A handler that answers probes itself. Other methods on these paths are the handler's. */
export function withHealth(handler: HttpHandler, readiness: Readiness): HttpHandler {
  return (request) => answerProbe(request, readiness) ?? handler(request);
}

function answerProbe({ method, path }: HttpRequest, readiness: Readiness): HttpAnswer | undefined {
  if (method !== 'GET' && method !== 'HEAD') return undefined;
  if (path === '/livez') return text(200, 'ok');
  if (path !== '/readyz') return undefined;
  const reason = readiness();
  return reason === undefined ? text(200, 'ok') : text(503, reason);
}

function text(status: number, line: string): HttpAnswer {
  return { status, contentType: 'text/plain', body: Buffer.from(`${line}\n`) };
}
