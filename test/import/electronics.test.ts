import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { importCatalogue } from '../../src/import/import-catalogue.ts';
import { readMapping } from '../../src/import/mapping.ts';
import { type CatalogueLine, readCatalogueLines } from '../../src/import/read-catalogue-lines.ts';
import { packageRoot } from '../../src/package-root.ts';
import { inTransaction } from '../harness/in-transaction.ts';
import { useDatabase } from '../harness/use-database.ts';

const database = useDatabase();

// Real data is not part of the project; benchmarks import the whole of it, here a slice is enough.
const file = join(packageRoot(), '../shared/data/electronics-products.jsonl.gz');
const sliceLines = 500;

async function* readSlice(): AsyncGenerator<CatalogueLine> {
  for await (const line of await readCatalogueLines(file)) {
    yield line;
    if (line.number === sliceLines) return;
  }
}

it('imports 500 real products by the mapping that comes with Trueshelf, and changes nothing the second time', async ({
  skip,
}) => {
  skip(!existsSync(file), `the electronics catalogue is not here (${file})`);
  const mapping = await readMapping(join(packageRoot(), 'mappings/icecat-electronics.json'));
  await inTransaction(database, async (db) => {
    const run = () =>
      importCatalogue(db, { source: 'electronics', lines: readSlice(), mapping, batchSize: 200 });
    const created = { created: sliceLines, updated: 0, unchanged: 0 };
    const first = await run();
    expect(first).toMatchObject({ lines: sliceLines, accepted: sliceLines, rejected: 0, unusedFields: {} });
    expect(first.counts).toMatchObject({
      product: created,
      variant: created,
      price: created,
      stock: created,
    });
    expect(
      await db.query('select count(*)::integer as offers from product.offer o where o.available = 10'),
    ).toEqual([{ offers: sliceLines }]);

    const unchanged = { created: 0, updated: 0, unchanged: sliceLines };
    expect((await run()).counts).toEqual({
      product: unchanged,
      variant: unchanged,
      price: unchanged,
      stock: unchanged,
      attribute: { created: 0, updated: 0, unchanged: mapping.attributes?.register?.length },
    });
  });
});
