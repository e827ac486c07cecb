import { expect, it, vi } from 'vitest';
import { useProvider } from '../embeddings/use-provider.ts';
import { useDatabase } from '../harness/use-database.ts';
import { addModel, addProducts, expectWhole } from './small-catalogue.ts';
import { startWorker } from './start-worker.ts';

const database = useDatabase();
const provider = useProvider();

it('embeds what is stale although nothing waits for it, in steps, and not again before its time', async () => {
  await addProducts(database, 1100);
  await addModel(database, 'green', provider().baseUrl, { batchItems: 500 });
  await startWorker(database, { drain: true }).ended;
  await expectWhole(database, 'green');
  const spoil = () =>
    database.query(
      `update embeddings.product_embedding e set content_hash = '\\x00', embedding = '[1,0,0,0,0,0,0,0]'
       from product.product p where p.product_id = e.product_id and p.handle in ('thing-3', 'thing-1099')`,
    );
  await spoil();
  provider().forget();
  const worker = startWorker(database, { timing: { sweepMs: [10, 60_000] } });
  await vi.waitFor(() => expectWhole(database, 'green'), { timeout: 10_000 });
  expect(
    provider()
      .asked.flatMap(({ texts }) => texts)
      .sort(),
  ).toEqual(['thing 1099', 'thing 3']);
  await spoil();
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(await database.query('select from embeddings.job')).toEqual([]);
  await worker.stop();
});
