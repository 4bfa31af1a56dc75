import { expect, test } from 'vitest';
import { AdminService } from '../../rpc/admin-service.ts';
import { decodeStatusResponse, encodeStatusRequest } from '../../rpc/client/status-codec.ts';
import { InvalidRequestError } from '../../rpc/errors.ts';
import { FakeGateway, sampleStatus } from './fake-gateway.ts';

const service = new AdminService({ gateway: new FakeGateway() });

test('the status of a node reaches the caller unchanged', () => {
  expect(decodeStatusResponse(service.status(encodeStatusRequest()))).toEqual(sampleStatus);
});

test('garbage is an invalid request', () => {
  expect(() => service.status(Buffer.of(0x0f))).toThrow(InvalidRequestError);
});

test('a long status request with many fields is refused without being decoded', () => {
  expect(() => service.status(Buffer.alloc(1_000_000, Buffer.from([0x32, 0x00])))).toThrow(
    'The status request has too many fields.',
  );
});
