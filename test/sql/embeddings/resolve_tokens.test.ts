import { expect, it } from 'vitest';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

const resolve = (word: string) =>
  shop.query<{ token: string; weight: number; how: string }>(
    `select r.token, r.weight, r.how
     from embeddings.resolve_tokens(embeddings.lexicon_model(), embeddings.tokens($1)) r
     order by r.weight desc, r.token`,
    [word],
  );

it('weighs the words that a wrong one may stand for by how many products have them, to a sum of 1', async () => {
  await shop.query(
    `insert into embeddings.token (model_id, token, document_frequency)
     values (embeddings.lexicon_model(), 'coot', 1), (embeddings.lexicon_model(), 'boot', 3)
     on conflict (model_id, token) do update set document_frequency = excluded.document_frequency`,
  );
  await shop.query(
    `insert into embeddings.token_delete (model_id, deleted, token)
     select embeddings.lexicon_model(), d.deleted, t.token
     from (values ('coot'), ('boot')) t (token)
     cross join lateral unnest(embeddings.deletions(t.token)) d (deleted)
     on conflict do nothing`,
  );
  expect(await resolve('hoot')).toEqual([
    { token: 'boot', weight: 0.75, how: 'REPAIRED' },
    { token: 'coot', weight: 0.25, how: 'REPAIRED' },
  ]);
});

it('takes a word of the catalogue for itself', async () => {
  expect(await resolve('jackets')).toEqual([{ token: 'jacket', weight: 1, how: 'KNOWN' }]);
});

it('has no row for a word that means nothing', async () => {
  expect(await resolve('qqqqqqqq')).toEqual([]);
});
