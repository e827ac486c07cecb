import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Database } from '../../../src/db/database.ts';
import { openEmbedded } from '../../../src/db/embedded.ts';
import { migrate } from '../../../src/db/migrate.ts';
import { openServer } from '../../../src/db/server.ts';
import {
  createServerDatabase,
  dropServerDatabase,
  onServer,
  serverUrl,
  useEngineFiles,
} from '../../harness/engine.ts';
import { begin, complete, converse } from '../fixture/converse.ts';
import { fillShop } from '../fixture/shop.ts';

/** Opens one database again and again: a folder of the embedded engine, or a database of the server by new connections. */
async function makeReopener(): Promise<() => Promise<Database>> {
  if (onServer()) {
    const name = await createServerDatabase();
    onTestFinished(() => dropServerDatabase(name));
    return () => openServer({ url: serverUrl(name), maxConnections: 1 });
  }
  const folder = mkdtempSync(join(tmpdir(), 'trueshelf-conversation-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const engineFiles = await useEngineFiles();
  return () => openEmbedded({ folder, engineFiles });
}

it('a conversation goes on after a restart, a turn that was begun before it can be completed, and its key holds', async () => {
  const open = await makeReopener();
  let database = await open();
  await migrate(database);
  await fillShop(database);
  const first = await converse(database, 'leather jacket under $145');
  const { conversationId: conversation } = first;
  const key = 'a key from before the restart';
  const second = await begin(database, 'in stock', { conversation, key });
  await database.close();

  database = await open();
  onTestFinished(() => database.close());
  const decisionId = await complete(database, second.turnId);
  expect(await begin(database, 'in stock', { conversation, key })).toEqual({
    ...second,
    decisionId,
    replayed: true,
  });
  const third = await converse(database, 'not suede', { conversation });
  expect([third.position, third.conversationId]).toEqual([3, conversation]);
  expect(third.page.interpretation.constraints.map(({ key: about }) => about)).toEqual(
    expect.arrayContaining(['PRICE_MAX', 'IN_STOCK', 'EXCLUDE_ATTRIBUTE:material']),
  );
});
