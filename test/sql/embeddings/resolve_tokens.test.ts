import { beforeAll, describe, expect, it } from 'vitest';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

beforeAll(async () => {
  // Two of eight products have "sofa", and so on; what has no vector is found by its key alone.
  await shop.query(
    `insert into embeddings.token (model_id, token, document_frequency, embedding)
     select embeddings.lexicon_model(), w.token, w.document_frequency,
       case when w.document_frequency > 1 then (select t.embedding from embeddings.token t where t.embedding is not null limit 1) end
     from (values ('coot', 2), ('boot', 6), ('soft', 6), ('sofa', 2), ('spa', 40), ('earbud', 1), ('wxy1q', 1), ('xanthium', 100),
       ('xanthius', 4)) w (token, document_frequency)
     on conflict (model_id, token) do update set document_frequency = excluded.document_frequency`,
  );
  await shop.query(
    `insert into embeddings.token_delete (model_id, deleted, token)
     select t.model_id, d.deleted, t.token
     from embeddings.token t
     cross join lateral unnest(embeddings.deletions(t.token)) d (deleted)
     where t.embedding is not null
     on conflict do nothing`,
  );
  await shop.query(
    `insert into product.synonym (term, targets) values ('wellies', '{boots,sofa}'), ('telly', '{nothing}')`,
  );
});

const resolve = (word: string) =>
  shop.query<{ meant: string; token: string; weight: number; how: string }>(
    `select r.meant, r.token, r.weight, r.how
     from embeddings.resolve_tokens(embeddings.lexicon_model(), embeddings.tokens($1)) r
     order by r.weight desc, r.meant, r.token`,
    [word],
  );
const meant = async (word: string) => (await resolve(word)).map((row) => row.meant);

it('takes a word of the catalogue for itself', async () => {
  expect(await resolve('jackets')).toEqual([{ meant: 'jacket', token: 'jacket', weight: 1, how: 'KNOWN' }]);
});

it('takes a synonym for its targets', async () => {
  expect(await resolve('slacks')).toEqual([{ meant: 'slack', token: 'trouser', weight: 1, how: 'SYNONYM' }]);
});

it('has no row for a word that means nothing', async () => {
  expect(await resolve('qqqqqqqq')).toEqual([]);
});

describe('a word that is in no catalogue text', () => {
  it('is weighed by how many products have what it may stand for, to a sum of 1', async () => {
    expect(await resolve('hoot')).toEqual([
      { meant: 'boot', token: 'boot', weight: 0.75, how: 'REPAIRED' },
      { meant: 'coot', token: 'coot', weight: 0.25, how: 'REPAIRED' },
    ]);
  });

  it('lacks a letter ten times as likely as it has a wrong one', async () => {
    const [first, second, ...more] = await resolve('sofq');
    expect([first?.meant, first?.weight, second?.meant, second?.weight, more]).toEqual([
      'soft',
      0.75,
      'sofa',
      0.25,
      [],
    ]);
    expect(await meant('sfa')).toEqual(['sofa']);
    expect((await resolve('soaf'))[0]).toMatchObject({ meant: 'sofa', weight: 1 });
  });

  it('is not taken for a word that is over twenty times less likely than the best', async () => {
    expect(await meant('xanthiuq')).toEqual(['xanthium']);
  });

  it('of three letters is taken for what has one more, never for what has another or one fewer', async () => {
    expect(await meant('oots')).toEqual(['boot', 'coot']);
    expect(await meant('spq')).toEqual([]);
    expect(await meant('spax')).toEqual(['spa']);
  });

  it('is not repaired where the search by words passes over it, as over what is left of "don\'t"', async () => {
    await shop.query(
      `with added as (
         insert into embeddings.token (model_id, token, document_frequency) values (embeddings.lexicon_model(), 'done', 3) returning model_id, token
       )
       insert into embeddings.token_delete (model_id, deleted, token)
       select a.model_id, d.deleted, a.token from added a cross join lateral unnest(embeddings.deletions(a.token)) d (deleted)`,
    );
    expect(await meant('dne')).toEqual(['done']);
    expect(await meant("don't")).toEqual([]);
  });

  it('is taken for the word of a synonym, and stands for its targets', async () => {
    expect(await resolve('welliesn')).toEqual([
      { meant: 'wellies', token: 'boot', weight: 1, how: 'REPAIRED' },
      { meant: 'wellies', token: 'sofa', weight: 1, how: 'REPAIRED' },
    ]);
    expect(await meant('wlely')).toEqual(['wellies', 'wellies']);
  });

  it('is not taken for the word of a synonym for what the shop does not have', async () => {
    expect(await meant('tely')).toEqual([]);
  });

  it('is taken for a word of a single product only where no other will do', async () => {
    expect(await resolve('earbus')).toEqual([
      { meant: 'earbud', token: 'earbud', weight: 1, how: 'REPAIRED' },
    ]);
    await shop.query(`insert into product.synonym (term, targets) values ('eatbus', '{sofa}')`);
    expect(await meant('earbus')).toEqual(['eatbus']);
    await shop.query(`delete from product.synonym where term = 'eatbus'`);
  });

  it('is not looked for among the words of a single product where it has a digit', async () => {
    expect(await meant('wxy1qz')).toEqual([]);
  });
});
