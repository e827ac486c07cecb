import { expect, it } from 'vitest';
import { inTransaction } from '../../harness/in-transaction.ts';
import { refusal } from '../fixture/ask.ts';
import { begin } from '../fixture/converse.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

it.each([
  'api.forget_conversation($1::uuid)',
  'api.complete_chat($1::uuid)',
  `api.forget_principal('somebody' || left($1::text, 0))`,
  `api.prune('{}', 1 + length(left($1::text, 0)))`,
  `api.keep_conversations(('30 days' || left($1::text, 0))::interval)`,
])('on a read-only database %s says so (TSRDO)', async (entry) => {
  await inTransaction(shop, async (database) => {
    const { turnId } = await begin(database, 'jacket');
    await database.query('set local transaction_read_only = on');
    expect(await refusal(database.query(`select ${entry}`, [turnId]))).toMatchObject({
      code: 'TSRDO',
      message: 'the database is read-only, and this would change it',
      hint: expect.stringContaining('primary'),
    });
  });
});
