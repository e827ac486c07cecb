import type { Queryable } from '../db/database.ts';

/** Products that wait for the model of a provider, which only a worker asks; a line for people, or '' where none does. */
export async function describeLeftToWorker(database: Queryable): Promise<string> {
  const waiting = await database.query<{ name: string; products: string }>(
    `select m.name, count(*) as products
     from embeddings.job j
     join embeddings.model m on m.model_id = j.model_id
     where m.provider <> 'builtin' and m.state in ('building', 'standby', 'active') and j.parked_at is null
     group by m.model_id, m.name
     order by m.model_id`,
  );
  return waiting
    .map(
      ({ name, products }) =>
        `note: ${products} ${products === '1' ? 'product waits' : 'products wait'} for a worker to embed ${products === '1' ? 'it' : 'them'} with the model ${name}; where none runs: trueshelf worker --drain\n`,
    )
    .join('');
}
