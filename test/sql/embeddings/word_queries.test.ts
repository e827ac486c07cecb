import { beforeAll, describe, expect, it } from 'vitest';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

interface WordQueries {
  all_words: string | null;
  any_word: string | null;
  each_word: string[] | null;
  repairs: { from: string; to: string }[];
  known_share: number;
}

const read = async (text: string): Promise<WordQueries> => {
  const [row] = await shop.query<WordQueries>(
    `select w.all_words::text, w.any_word::text, w.each_word::text[], w.repairs, w.known_share
     from embeddings.word_queries(embeddings.lexicon_model(), $1) w`,
    [text],
  );
  return row!;
};

beforeAll(async () => {
  await shop.query(
    `insert into embeddings.token (model_id, token, document_frequency)
     values (embeddings.lexicon_model(), 'sofa', 2), (embeddings.lexicon_model(), 'soft', 6)
     on conflict (model_id, token) do update set document_frequency = excluded.document_frequency`,
  );
  await shop.query(
    `insert into embeddings.token_delete (model_id, deleted, token)
     select embeddings.lexicon_model(), d.deleted, w.token
     from (values ('sofa'), ('soft')) w (token)
     cross join lateral unnest(embeddings.deletions(w.token)) d (deleted)
     on conflict do nothing`,
  );
});

describe('a misspelt word', () => {
  it('is searched for as each word that it may have been meant for, listed with the best first', async () => {
    expect(await read('sofq')).toMatchObject({
      all_words: "'soft' | 'sofa'",
      any_word: "'soft' | 'sofa'",
      each_word: ["'soft' | 'sofa'"],
      repairs: [
        { from: 'sofq', to: 'soft' },
        { from: 'sofq', to: 'sofa' },
      ],
    });
  });

  it('is one word of the question, however many it may have been meant for', async () => {
    expect(await read('leather sofq')).toMatchObject({
      all_words: "'leather' & ( 'soft' | 'sofa' )",
      each_word: ["'leather'", "'soft' | 'sofa'"],
    });
  });

  it('of a synonym is searched for as this word and its targets', async () => {
    expect(await read('slakcs')).toMatchObject({
      all_words: "'slack' | 'trouser'",
      repairs: [{ from: 'slakcs', to: 'slacks' }],
    });
  });
});

describe('the known share of a question', () => {
  it('is 1 where the catalogue has every word, and 0 where it has none', async () => {
    expect((await read('leather jacket')).known_share).toBe(1);
    expect((await read('qqqqqqqq')).known_share).toBe(0);
  });

  it('is 1 with a misspelt word that can stand for one alone, and less with one that can stand for several', async () => {
    expect((await read('leather jaket')).known_share).toBe(1);
    // Three to one, at right angles: the square root of 0.75² + 0.25².
    expect((await read('sofq')).known_share).toBeCloseTo(Math.sqrt(0.625), 6);
  });

  it('is nearer to 0 the rarer the words are that the catalogue does not have', async () => {
    const [{ products } = { products: Number.NaN }] = await shop.query<{ products: number }>(
      `select m.document_count::integer as products from embeddings.model m where m.model_id = embeddings.lexicon_model()`,
    );
    const rarity = (matches: number) => Math.log(1 + products / matches) ** 2;
    expect((await read('sofa qqqqqqqq')).known_share).toBeCloseTo(
      Math.sqrt(rarity(2) / (rarity(2) + rarity(1))),
      6,
    );
  });
});

it('has no queries where only stop words are left', async () => {
  expect(await read('what is the')).toEqual({
    all_words: null,
    any_word: null,
    each_word: null,
    repairs: [],
    known_share: 1,
  });
});
