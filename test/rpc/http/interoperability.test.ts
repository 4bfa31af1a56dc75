/** Clients that others wrote, in clear text and with TLS: those of Node, and curl where it is installed. */
import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect as connectHttp2, constants } from 'node:http2';
import { Agent, request as requestHttps } from 'node:https';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { http1, nothing, RawClient, startPort, type Port, type StartOptions } from './support.ts';

const certificates = join(import.meta.dirname, '../../support/tls');
const certPath = join(certificates, 'localhost-cert.pem');
const cert = readFileSync(certPath);
const tls = { cert, key: readFileSync(join(certificates, 'localhost-key.pem')) };
const hasCurl = spawnSync('curl', ['--version'], { encoding: 'utf8' });
const curlFeatures = hasCurl.status === 0 ? hasCurl.stdout : '';

const open: Port[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(async ({ server }) => await server.stop(0)));
});

async function start(options?: StartOptions): Promise<Port> {
  const port = await startPort(options);
  open.push(port);
  return port;
}

/** Many exchanges at once over one connection of Node's HTTP/2 client; their bodies. */
async function askMany(url: string, bodies: readonly string[]): Promise<readonly string[]> {
  const session = connectHttp2(url, { ca: cert });
  const answers = bodies.map(
    async (body) =>
      await new Promise<string>((resolve, reject) => {
        const stream = session.request({ ':method': 'POST', ':path': '/echo' });
        let text = '';
        stream.on('data', (bytes: Buffer) => (text += bytes.toString()));
        stream.on('end', () => resolve(text));
        stream.on('error', reject);
        stream.end(body);
      }),
  );
  try {
    return await Promise.all(answers);
  } finally {
    session.close();
  }
}

/** What curl prints for a body that it posts to `/echo`: the answer's body, status and version. */
async function curl(
  port: Port,
  scheme: string,
  args: readonly string[],
  body: string | Uint8Array,
): Promise<string> {
  const printed = ' %{http_code} %{http_version}';
  const asked = promisify(execFile)(
    'curl',
    ['-sS', '--noproxy', '*', '--cacert', certPath, '-w', printed].concat(
      ['-H', 'content-type: application/x-protobuf', '--data-binary', '@-'],
      args,
      `${scheme}://localhost:${port.port}/echo`,
    ),
  );
  asked.child.stdin?.end(body);
  return (await asked).stdout;
}

const bodies = Array.from({ length: 100 }, (_, at) => `${at}`.repeat(at * 100));

describe('in clear text', () => {
  test('Node’s HTTP/2 client has a hundred exchanges at once', async () => {
    const port = await start();
    expect(await askMany(`http://127.0.0.1:${port.port}`, bodies)).toEqual(bodies);
    await expect.poll(() => port.server.load).toEqual(nothing);
  });

  test('Node’s HTTP/2 client reads a stream, and cancels it', async () => {
    const port = await start();
    const session = connectHttp2(`http://127.0.0.1:${port.port}`);
    const stream = session.request({ ':method': 'POST', ':path': '/stream' });
    stream.end();
    const status = await new Promise((resolve) =>
      stream.once('response', (headers) => resolve(headers[':status'])),
    );
    expect(status).toBe(200);
    port.streams[0]?.send('piece');
    await new Promise((resolve) => stream.once('data', resolve));
    stream.close(constants.NGHTTP2_CANCEL);
    await expect.poll(() => port.streams[0]?.isFinished).toBe(true);
    session.close();
  });

  test('fetch sends and gets bodies, and keeps its connection', async () => {
    const port = await start();
    for (const body of bodies.slice(0, 10)) {
      const answer = await fetch(`http://127.0.0.1:${port.port}/echo`, { method: 'POST', body });
      expect(answer.headers.get('content-type')).toBe('application/x-protobuf');
      expect(await answer.text()).toBe(body);
    }
    expect(port.server.connectionCount).toBeLessThan(5);
  });

  test('fetch reads a stream piece by piece to its end', async () => {
    const port = await start();
    const answer = await fetch(`http://127.0.0.1:${port.port}/stream`, { method: 'POST' });
    const reader = answer.body?.getReader();
    for (const text of ['one', 'two']) {
      port.streams[0]?.send(text);
      expect(await reader?.read()).toEqual({
        done: false,
        value: new Uint8Array(Buffer.from(text)),
      });
    }
    port.streams[0]?.end();
    expect(await reader?.read()).toMatchObject({ done: true });
  });

  test('fetch is told that a body is too large', async () => {
    const port = await start();
    const body = Buffer.alloc(3 * 1024 * 1024);
    const answer = await fetch(`http://127.0.0.1:${port.port}/echo`, { method: 'POST', body });
    expect(answer.status).toBe(413);
  });

  test('Node’s HTTP/2 client is told that a body is too large', async () => {
    const port = await start();
    const session = connectHttp2(`http://127.0.0.1:${port.port}`);
    const stream = session.request({ ':method': 'POST', ':path': '/echo' });
    stream.on('error', () => undefined);
    const status = new Promise((resolve) =>
      stream.once('response', (headers) => resolve(headers[':status'])),
    );
    stream.end(Buffer.alloc(3 * 1024 * 1024));
    expect(await status).toBe(413);
    session.destroy();
  });

  test('an idle connection of fetch is told for how long it is kept', async () => {
    const port = await start();
    const answer = await fetch(`http://127.0.0.1:${port.port}/livez`);
    expect(answer.headers.get('keep-alive')).toBe('timeout=75');
  });
});

describe('with TLS', () => {
  test('Node’s HTTP/2 client agrees on h2', async () => {
    const port = await start({ tls });
    const url = `https://localhost:${port.port}`;
    expect(await askMany(url, bodies.slice(0, 20))).toEqual(bodies.slice(0, 20));
  });

  test('Node’s HTTPS client is served with HTTP/1.1', async () => {
    const port = await start({ tls });
    const agent = new Agent({ keepAlive: true, ca: cert, ALPNProtocols: ['http/1.1'] });
    for (const body of ['one', 'two']) {
      const text = await new Promise((resolve, reject) => {
        const asked = requestHttps(
          { host: 'localhost', port: port.port, path: '/echo', method: 'POST', agent },
          (answer) => {
            let got = `${answer.httpVersion} `;
            answer.on('data', (bytes: Buffer) => (got += bytes.toString()));
            answer.on('end', () => resolve(got));
          },
        );
        asked.on('error', reject);
        asked.end(body);
      });
      expect(text).toBe(`1.1 ${body}`);
    }
    agent.destroy();
  });

  test('a client that offers neither is refused, as is one without TLS, and one that is silent', async () => {
    const port = await start({ tls, bounds: { arrivalMsMax: 400 } });
    const refused = await new Promise((resolve) => {
      const socket = connectTls({
        host: 'localhost',
        port: port.port,
        ca: cert,
        ALPNProtocols: ['x'],
      });
      socket.on('error', (error) => resolve(String(error)));
    });
    expect(refused).toMatch(/no application protocol/);
    using plain = await RawClient.open(port.port, http1('GET', '/livez'));
    await plain.closed();
    using silent = await RawClient.open(port.port);
    await silent.closed();
    expect(await askMany(`https://localhost:${port.port}`, ['still served'])).toEqual([
      'still served',
    ]);
  });

  test('a port that stops lets go of its connections', async () => {
    const port = await start({ tls });
    using shaking = await RawClient.open(port.port, '\x16');
    const session = connectHttp2(`https://localhost:${port.port}`, { ca: cert });
    const stream = session.request({ ':method': 'POST', ':path': '/hold' });
    stream.on('error', () => undefined);
    session.on('error', () => undefined);
    stream.end('x');
    await expect.poll(() => port.held.length).toBe(1);
    await port.server.stop(50);
    await expect.poll(() => port.held[0]?.request.signal.aborted).toBe(true);
    await shaking.closed();
    session.destroy();
  });
});

describe.runIf(curlFeatures.includes('HTTP2'))('curl', () => {
  test.each([
    ['http', [], '1.1'],
    ['http', ['--http2-prior-knowledge'], '2'],
    // It asks for an upgrade, which is not given.
    ['http', ['--http2'], '1.1'],
    ['https', ['--http1.1'], '1.1'],
    ['https', ['--http2'], '2'],
  ])('is served at %s with %j', async (scheme, args, version) => {
    const port = await start(scheme === 'https' ? { tls } : {});
    expect(await curl(port, scheme, args, 'hello')).toBe(`hello 200 ${version}`);
  });

  test.each([[[]], [['--http2-prior-knowledge']], [['-H', 'Expect:']]])(
    'is told with %j that a body is too large',
    async (args) => {
      const port = await start();
      expect(await curl(port, 'http', args, Buffer.alloc(3 * 1024 * 1024))).toMatch(/^ 413 /);
    },
  );
});
