import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { openEmbedded } from '../src/db/embedded.ts';
import {
  configuredUrl,
  readGatewayAddress,
  removeGatewayAddress,
  writeGatewayAddress,
} from '../src/gateway-address.ts';
import { onServer } from './harness/engine.ts';
import { makeTemporaryFolder } from './harness/temporary-folder.ts';

let folder: string;
beforeEach(() => {
  folder = makeTemporaryFolder();
});

it('is found until it is removed, which may be done twice', () => {
  expect(readGatewayAddress(folder)).toBeNull();
  writeGatewayAddress(folder, 'http://[::1]:4000');
  expect(readGatewayAddress(folder)).toBe('http://[::1]:4000');
  removeGatewayAddress(folder);
  removeGatewayAddress(folder);
  expect(readGatewayAddress(folder)).toBeNull();
});

it.each([
  ['that is half written', 'http://127.0.0.1:40'],
  ['of another protocol', 'file:///etc/passwd\n'],
  ['with something behind it', 'http://127.0.0.1:4000\nmore\n'],
  ['that is empty', ''],
])('takes no address %s', (_, text) => {
  writeFileSync(join(folder, 'gateway'), text);
  expect(readGatewayAddress(folder)).toBeNull();
});

it.skipIf(onServer())('does not outlive a killed gateway once the folder is opened again', async () => {
  writeGatewayAddress(folder, 'http://127.0.0.1:4000');
  const database = await openEmbedded({ folder });
  expect(readGatewayAddress(folder)).toBeNull();
  await database.close();
});

it.each([
  ['127.0.0.1', 4000, 'http://127.0.0.1:4000'],
  ['::1', 4000, 'http://[::1]:4000'],
  ['0.0.0.0', 4000, 'http://localhost:4000'],
  ['127.0.0.1', 0, null],
])('is guessed from HOST %s and PORT %i', (host, port, url) => {
  expect(configuredUrl({ host, port })).toBe(url);
});
