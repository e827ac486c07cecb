import { PGlite } from '@electric-sql/pglite';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePglitePool } from '../../src/db/pglite-pool.ts';
import { onServer, useEngineFiles } from '../harness/engine.ts';

// What any user of a pg.Pool may do, without the care that pool-database.ts takes.
describe.skipIf(onServer())('a pool over the embedded engine', () => {
  let engine: PGlite;
  let pool: pg.Pool;
  beforeAll(async () => {
    engine = await PGlite.create(await useEngineFiles());
    pool = makePglitePool(engine);
    await pool.query('create table item (id integer)');
  });
  afterAll(async () => {
    await pool.end();
    await engine.close();
  });

  it('answers after a failing query, although the pool throws that client away', async () => {
    for (let round = 0; round < 50; round += 1) {
      await expect(pool.query('select 1 / $1::integer', [0])).rejects.toMatchObject({ code: '22012' });
      expect((await pool.query('select $1::integer as round', [round])).rows).toEqual([{ round }]);
    }
  });

  it('rolls back and resets what a client left that was thrown away in the middle', async () => {
    const client = await pool.connect();
    await client.query("set application_name = 'left over'");
    await client.query('begin');
    await client.query('insert into item values (1)');
    client.release(true);
    expect((await pool.query('select from item')).rowCount).toBe(0);
    expect((await pool.query('show application_name')).rows).toEqual([{ application_name: '' }]);
  });

  it('rolls back what a client still had under way when it was thrown away', async () => {
    const client = await pool.connect();
    await client.query('begin');
    const late = client.query('insert into item select $1::integer', [2]).catch(() => 'cut');
    client.release(true);
    expect((await pool.query('select from item')).rowCount).toBe(0);
    expect(await late).toBe('cut');
  });

  it('lets only one client in at a time', async () => {
    const first = await pool.connect();
    const second = pool.connect();
    expect(pool.waitingCount).toBe(1);
    first.release();
    (await second).release();
    expect(pool.totalCount).toBe(1);
  });
});
