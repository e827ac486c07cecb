import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { type Child, startChild } from '../db/children/start.ts';
import { useProvider } from '../embeddings/use-provider.ts';
import { onServer, serverUrl } from '../harness/engine.ts';
import { useDatabase } from '../harness/use-database.ts';
import { makeRandom } from '../sql/fixture/random-filter.ts';
import { addModel, addProducts, expectWhole } from './small-catalogue.ts';

/** TRUESHELF_TEST_CHAOS=full: as many kills as CONTRIBUTING.md says; otherwise few enough for every run. */
const full = process.env.TRUESHELF_TEST_CHAOS === 'full';
const kills = full ? 50 : 10;
const products = full ? 1000 : 200;
const seed = Number(process.env.TRUESHELF_TEST_CHAOS_SEED ?? 7);

const workers = 4;
const batchItems = 8;
/** Requests of a worker under way at once, which is what a kill can lose. */
const concurrency = 2;
const leaseMs = 2500;

// Needs processes that die with their connections, which only a server survives.
describe.runIf(onServer())('workers that are killed at random while texts change', () => {
  const database = useDatabase();
  const provider = useProvider({ latencyMs: 5 });
  const children: Child[] = [];
  afterAll(() => Promise.all(children.map((child) => child.kill())));

  async function startOne(url: string): Promise<Child> {
    const child = startChild('../../worker/children/work.ts', url, String(leaseMs));
    children.push(child);
    expect(await child.nextLine()).toBe('working');
    return child;
  }

  it(`leave every product with the vector of its present text, after ${kills} kills (seed ${seed})`, {
    timeout: full ? 300_000 : 90_000,
  }, async () => {
    const random = makeRandom(seed);
    await addProducts(database, products);
    await addModel(database, 'green', provider().baseUrl, { batchItems });
    const [current] = await database.query<{ name: string }>('select current_database() as name');
    const url = serverUrl(current!.name);
    const alive: Child[] = [];
    const start = async () => void alive.push(await startOne(url));
    await Promise.all(Array.from({ length: workers }, start));
    const starting: Promise<void>[] = [];

    const writing = new AbortController();
    const written = write(writing.signal, random);
    for (let kill = 0; kill < kills; kill += 1) {
      await sleep(50 + random() * 400);
      while (alive.length < 2) await sleep(20);
      const [victim] = alive.splice(Math.floor(random() * alive.length), 1);
      await victim!.kill();
      starting.push(start());
    }
    await Promise.all(starting);
    writing.abort();
    const edits = await written;

    await vi.waitFor(() => expectWhole(database, 'green'), { timeout: 30_000, interval: 250 });
    expect(
      await database.query(
        'select j.product_id, j.error from embeddings.job j where j.parked_at is not null',
      ),
    ).toEqual([]);
    // What was asked for more than once is what the killed ones had in their hands.
    const asked = provider().texts();
    expect(asked).toBeGreaterThan(products);
    expect(asked).toBeLessThanOrEqual(products + edits + kills * concurrency * batchItems);
    if (full) {
      const ideal = Math.ceil((products + edits) / batchItems);
      process.stdout.write(
        `${edits} edits of ${products} products, ${kills} kills: ${asked} texts in ${provider().calls()} calls; one vector an edit, in full batches, would be ${ideal}\n`,
      );
    }

    for (const child of alive) child.process.kill('SIGTERM');
    await vi.waitFor(() => expect(alive.map(({ process: { exitCode } }) => exitCode)).toEqual([0, 0, 0, 0]), {
      timeout: 15_000,
    });
  });

  /** Changes one text after the other, now and then many at once or back to what it was; returns how many edits queued something. */
  async function write(signal: AbortSignal, random: () => number): Promise<number> {
    let edits = 0;
    for (let turn = 0; !signal.aborted; turn += 1) {
      const many = random() < 0.05 ? 20 : 1;
      const first = 1 + Math.floor(random() * (products - many));
      const back = random() < 0.2;
      const rows = await database.query(
        `update product.product p
         set title = n.title
         from (
           select 'thing-' || i as handle, 'thing ' || i || case when $4 then '' else ', edit ' || $3::integer end as title
           from generate_series($1::integer, $2::integer) i
         ) n
         where p.handle = n.handle and p.title <> n.title
         returning 1`,
        [first, first + many - 1, turn, back],
      );
      edits += rows.length;
      await sleep(random() * 20);
    }
    return edits;
  }
});
