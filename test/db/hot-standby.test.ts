import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { migrate } from '../../src/db/migrate.ts';
import { openServer } from '../../src/db/server.ts';
import { onServer } from '../harness/engine.ts';
import { findPrograms, type ServerPair, startServerPair } from '../harness/server-pair.ts';
import { begin, converse } from '../sql/fixture/converse.ts';
import { fillShop } from '../sql/fixture/shop.ts';

const programs = onServer() ? findPrograms() : null;

// Needs servers of its own: the embedded engine replicates nothing, and a copy of the test server would have all its databases.
describe.runIf(programs !== null)(
  'a hot standby (skipped without initdb, pg_ctl, pg_basebackup and postgres 18 in one folder on PATH)',
  () => {
    let pair: ServerPair;
    let primary: Database;
    let standby: Database;

    beforeAll(async () => {
      pair = await startServerPair(programs!);
      primary = await openServer({ url: pair.primaryUrl, maxConnections: 4 });
      standby = await openServer({ url: pair.standbyUrl, maxConnections: 2 });
      await migrate(primary);
      await fillShop(primary);
      await catchUp();
    });

    afterAll(async () => {
      await standby?.close();
      await primary?.close();
      await pair?.stop();
    });

    async function catchUp(): Promise<void> {
      const [row] = await primary.query<{ at: string }>('select pg_current_wal_lsn()::text as at');
      for (let turn = 0; turn < 600; turn += 1) {
        const [there] = await standby.query<{ reached: boolean }>(
          'select pg_last_wal_replay_lsn() >= $1::pg_lsn as reached',
          [row!.at],
        );
        if (there!.reached) return;
        await sleep(50);
      }
      throw new Error('The standby did not catch up within 30 s.');
    }

    const status = async (database: Database) => {
      const [row] = await database.query<{ status: string }>(`select api.status('json') as status`);
      return JSON.parse(row!.status);
    };

    it('tells operators the same as the server that takes writes, and how far it is behind', async () => {
      const [here, there] = [await status(primary), await status(standby)];
      expect(here.server).toMatchObject({ standby: false, replayLagSeconds: null });
      expect(there.server).toMatchObject({ standby: true, replayLagSeconds: expect.any(Number) });
      expect({ ...there, at: 0, server: 0 }).toEqual({ ...here, at: 0, server: 0 });
      const [text] = await standby.query<{ status: string }>('select api.status() as status');
      expect(text!.status).toMatch(/^server {5}PostgreSQL 18\S*.*, standby, [\d.]+ s behind, at /);
    });

    it('shows an edit as backlog once it is replayed', async () => {
      await primary.query(`update product.product set title = 'Renamed' where product_id = 13`);
      await catchUp();
      expect(
        await standby.query(
          `select model, backlog::integer as backlog, stale::integer as stale from api.embedding_status('{"role": "merchant"}')`,
        ),
      ).toEqual([{ model: 'builtin-1', backlog: 1, stale: 1 }]);
    });

    it('answers questions by meaning, and says which vectors are not fresh', async () => {
      const ask = async (database: Database) => {
        const [row] = await database.query<{ items: unknown[]; mode: string }>(
          `select p.page #>> '{retrieval,mode}' as mode,
             jsonb_path_query_array(p.page, '$.items[*].keyvalue() ? (@.key == "productId" || @.key == "embedding").value') as items
           from api.search(query_text => 'pan', options => '{"asOf": "2026-01-01T00:00:00Z"}') p (page)`,
        );
        return row!;
      };
      const answer = await ask(standby);
      expect(answer).toEqual(await ask(primary));
      expect(answer.mode).toBe('HYBRID');
      expect(JSON.stringify(answer.items)).toContain('"fresh":false');
    });

    it('goes on with a conversation, keeps nothing of it and says why, and reads what is kept', async () => {
      const first = await converse(primary, 'leather jacket under $145');
      await catchUp();
      const answer = await converse(standby, 'in stock', {
        conversation: first.conversationId,
        key: 'a key that a standby cannot keep',
      });
      expect(answer).toMatchObject({
        conversationId: first.conversationId,
        turnId: null,
        decisionId: null,
        position: 2,
        unrecorded: 'the database is read-only, so this answer was not recorded',
      });
      expect(answer.page.interpretation.constraints.map(({ key }) => key)).toEqual(
        expect.arrayContaining(['PRICE_MAX', 'IN_STOCK']),
      );
      expect(answer.narration.text).not.toBe('');
      const begun = await begin(standby, 'leather jacket');
      expect([begun.conversationId, begun.turnId, begun.position]).toEqual([null, null, 1]);
      const [row] = await standby.query<{ turns: unknown[]; failed: string | null }>(
        `select api.conversation($1) -> 'turns' as turns,
           api.fail_chat('x', '{}', '{"code": "X", "message": ""}') as failed`,
        [first.conversationId],
      );
      expect(row).toMatchObject({ turns: [{ id: first.turnId, position: 1 }], failed: null });
    });

    it('refuses to change a model, and leaves everything as it is', async () => {
      await expect(standby.query(`select api.retire_model('builtin-1')`)).rejects.toMatchObject({
        code: expect.stringMatching(/^(TSMOD|25006)$/),
      });
      await expect(
        standby.query(`select api.add_model('m', '{"baseUrl": "http://localhost/v1", "dimensions": 3}')`),
      ).rejects.toMatchObject({ code: '25006' });
    });
  },
);
