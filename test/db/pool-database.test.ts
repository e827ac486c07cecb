import pg from 'pg';
import { describe, expect, it } from 'vitest';
import type { Queryable } from '../../src/db/database.ts';
import { onServer } from '../harness/engine.ts';
import { cloneTemplate } from '../harness/template.ts';
import { useDatabase } from '../harness/use-database.ts';

const database = useDatabase();

describe('query', () => {
  it('throws what PostgreSQL said as a pg.DatabaseError, with its fields', async () => {
    const failure: unknown = await database
      .query("insert into product.brand (slug, name) values ('No Slug', 'x')")
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(pg.DatabaseError);
    expect(failure).toMatchObject({
      code: '23514',
      constraint: 'brand_slug_check',
      table: 'brand',
      severity: 'ERROR',
    });
  });

  it('answers after a failing query, again and again', async () => {
    for (let round = 0; round < 50; round += 1) {
      await expect(database.query('select 1 / $1::integer', [0])).rejects.toMatchObject({ code: '22012' });
      expect(await database.query('select $1::integer as round', [round])).toEqual([{ round }]);
    }
  });

  it('answers queries that were asked at once, each with its own rows', async () => {
    const asked = Array.from({ length: 40 }, (_, index) => index);
    const answers = await Promise.all(
      asked.map((index) =>
        index % 4 === 0
          ? database.query('select 1 / 0').catch((error: unknown) => (error as pg.DatabaseError).code)
          : database.query('select $1::integer as index', [index]),
      ),
    );
    expect(answers).toEqual(asked.map((index) => (index % 4 === 0 ? '22012' : [{ index }])));
  });

  it('leaves the event loop a turn between queries that follow each other at once', async () => {
    let turns = 0;
    const count = setInterval(() => {
      turns += 1;
    }, 1);
    for (let round = 0; round < 30; round += 1) await database.query('select pg_sleep(0.002)');
    clearInterval(count);
    expect(turns).toBeGreaterThanOrEqual(10);
  });

  it('returns the rows of the last of several statements', async () => {
    expect(await database.query('select 1 as first; select 2 as second')).toEqual([{ second: 2 }]);
  });

  it('gives numeric and bigint as strings and timestamptz as Date', async () => {
    const [row] = await database.query(
      `select 1.50::numeric as amount, 9007199254740993::bigint as id, '2026-01-02T03:04:05Z'::timestamptz as at`,
    );
    expect(row).toEqual({ amount: '1.50', id: '9007199254740993', at: new Date('2026-01-02T03:04:05Z') });
  });
});

describe('transaction', () => {
  it('keeps its work when the callback returns', async () => {
    await database.transaction((connection) => reach(connection, 'kept'));
    expect(await reached('kept')).toBe(true);
  });

  it('rolls back and resets local settings when the callback throws', async () => {
    const work = database.transaction(async (connection) => {
      await connection.query("set local statement_timeout = '7s'");
      await reach(connection, 'thrown');
      throw new Error('half way');
    });
    await expect(work).rejects.toThrow('half way');
    expect(await reached('thrown')).toBe(false);
    expect(await database.query('show statement_timeout')).toEqual([{ statement_timeout: '0' }]);
  });

  it('rolls back and answers on when a statement fails', async () => {
    const work = database.transaction(async (connection) => {
      await reach(connection, 'failed');
      await connection.query('select 1 / 0');
    });
    await expect(work).rejects.toMatchObject({ code: '22012' });
    expect(await reached('failed')).toBe(false);
  });

  it('refuses to pretend that it committed after a swallowed error (TRANSACTION_ABORTED)', async () => {
    const work = database.transaction(async (connection) => {
      await reach(connection, 'swallowed');
      await connection.query('select 1 / 0').catch(() => undefined);
    });
    await expect(work).rejects.toMatchObject({ code: 'TRANSACTION_ABORTED' });
    expect(await reached('swallowed')).toBe(false);
  });

  it('runs statements that were started together one after the other', async () => {
    const rows = await database.transaction((connection) =>
      Promise.all([1, 2, 3].map((number) => connection.query('select $1::integer as number', [number]))),
    );
    expect(rows).toEqual([[{ number: 1 }], [{ number: 2 }], [{ number: 3 }]]);
  });

  it('refuses its connection after the end, when it may be in the middle of another one (CONNECTION_RETURNED)', async () => {
    const lent = await database.transaction(async (connection) => ({ connection }));
    await expect(lent.connection.query('select 1')).rejects.toMatchObject({ code: 'CONNECTION_RETURNED' });
  });
});

describe('session', () => {
  it('leaves neither an open transaction nor settings behind, also when abandoned', async () => {
    const work = database.session(async (connection) => {
      await connection.query("set statement_timeout = '7s'");
      await connection.query('set role trueshelf_gateway');
      await connection.query('reset role');
      await connection.query('begin');
      await reach(connection, 'abandoned');
      throw new Error('walked away');
    });
    await expect(work).rejects.toThrow('walked away');
    expect(await reached('abandoned')).toBe(false);
    expect(await database.query('show statement_timeout')).toEqual([{ statement_timeout: '0' }]);
  });

  it('lets go of advisory locks', async () => {
    await database.session((connection) => connection.query('select pg_advisory_lock(4711)'));
    const held = await database.query(
      "select l.objid from pg_locks l where l.locktype = 'advisory' and l.objid = 4711",
    );
    expect(held).toEqual([]);
  });

  it('runs what no transaction may hold', async () => {
    await database.session((connection) => connection.query('vacuum (analyze) product.currency'));
    const counted = await database.query(
      "select c.reltuples::integer as rows from pg_class c where c.oid = 'product.currency'::regclass",
    );
    expect(counted).toEqual([{ rows: 14 }]);
  });
});

describe('a second connection inside a transaction', () => {
  it.skipIf(onServer())('is refused at once where there is only one (NESTED_CHECKOUT)', async () => {
    const nested = database.transaction(() => database.query('select 1'));
    await expect(nested).rejects.toMatchObject({ code: 'NESTED_CHECKOUT' });
    expect(await database.query('select 1 as one')).toEqual([{ one: 1 }]);
  });

  it.skipIf(!onServer())('is given on a server', async () => {
    expect(await database.transaction(() => database.query('select 1 as one'))).toEqual([{ one: 1 }]);
  });
});

describe('close', () => {
  it('can be called twice, and refuses queries afterwards (DATABASE_CLOSED)', async () => {
    const { database: other, drop } = await cloneTemplate('empty');
    await Promise.all([other.close(), other.close()]);
    await expect(other.query('select 1')).rejects.toMatchObject({ code: 'DATABASE_CLOSED' });
    await drop();
  });

  it('lets those finish who wait for a connection', async () => {
    const { database: other, drop } = await cloneTemplate('empty');
    const asked = Array.from({ length: 8 }, (_, index) =>
      other.transaction((connection) => connection.query('select $1::integer as index', [index])),
    );
    await other.close();
    expect(await Promise.all(asked)).toEqual(asked.map((_, index) => [{ index }]));
    await drop();
  });
});

async function reach(connection: Queryable, name: string): Promise<void> {
  await connection.query('insert into trueshelf.milestone (name) values ($1)', [name]);
}

async function reached(name: string): Promise<boolean> {
  return (await database.query('select from trueshelf.milestone m where m.name = $1', [name])).length === 1;
}
