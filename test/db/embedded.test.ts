import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EmbeddedDatabase } from '../../src/db/embedded.ts';
import { openEmbedded } from '../../src/db/embedded.ts';
import { onServer, openInMemory } from '../harness/engine.ts';
import { makeTemporaryFolder } from '../harness/temporary-folder.ts';
import { startChild } from './children/start.ts';

// The engine under test is always the embedded one; once is enough.
describe.skipIf(onServer())('an embedded database in a folder', () => {
  it('keeps its data, and refuses a second opening until it is closed', async () => {
    const folder = makeTemporaryFolder();
    const first = await openEmbedded({ folder });
    await first.query('create table kept (word text)');
    await first.query('insert into kept values ($1)', ['jacket']);
    await expect(openEmbedded({ folder })).rejects.toMatchObject({
      code: 'DATABASE_SETUP',
      message: expect.stringContaining(`${join(folder, 'lock')} is held by process ${process.pid}`),
    });
    await first.close();
    await first.close();

    const second = await openEmbedded({ folder });
    expect(await second.query('select word from kept')).toEqual([{ word: 'jacket' }]);
    await second.close();
  });

  it('loses no committed transaction and keeps no half one when it is killed while it writes', async () => {
    const folder = makeTemporaryFolder();
    await makeMilestones(await openEmbedded({ folder }));
    const child = startChild('write-milestones.ts', folder);
    let acknowledged = 0;
    while (acknowledged < 50) acknowledged = Number(await child.nextLine());
    await child.kill();

    const database = await openEmbedded({ folder });
    const [counts] = await database.query<{ first: number; second: number }>(`
      select
        count(*) filter (where m.name like 'first %')::integer as first,
        count(*) filter (where m.name like 'second %')::integer as second
      from trueshelf.milestone m`);
    expect(counts?.second).toBe(counts?.first);
    expect(counts?.first).toBeGreaterThanOrEqual(acknowledged);
    await database.close();
  });

  it('refuses data of another PostgreSQL version, and lets go of the folder', async () => {
    const folder = makeTemporaryFolder();
    mkdirSync(join(folder, 'postgres'));
    writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '17\n');
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await expect(openEmbedded({ folder })).rejects.toThrow(
        `${join(folder, 'postgres')} holds data of PostgreSQL 17; this Trueshelf embeds PostgreSQL 18.`,
      );
    }
  });
});

describe.skipIf(onServer())('an embedded database in memory', () => {
  it('starts from a dump of another one', async () => {
    const first = await openInMemory();
    await first.query('create table carried (word text)');
    await first.query("insert into carried values ('boots')");
    const data = await first.dumpData();
    await first.close();

    const second = await openInMemory(data);
    expect(await second.query('select word from carried')).toEqual([{ word: 'boots' }]);
    await second.close();
  });
});

async function makeMilestones(database: EmbeddedDatabase): Promise<void> {
  await database.query('create schema trueshelf; create table trueshelf.milestone (name text primary key)');
  await database.close();
}
