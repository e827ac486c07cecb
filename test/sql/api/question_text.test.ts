import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Queryable } from '../../../src/db/database.ts';
import { vectorLiteral } from '../../../src/embeddings/vector-literal.ts';
import type { QueryEmbedding } from '../../../src/retrieval/page.ts';
import { vectorOf } from '../../embeddings/fake-provider.ts';
import { onServer } from '../../harness/engine.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { chat, handles, merchant, type Question, refusal, search, wholesale } from '../fixture/ask.ts';
import { addProvidedModel } from '../fixture/provided-model.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();
const warm = 'cosy blanket';
const meanings = {
  'winter-parka': 'unpriced',
  'wool-scarf': warm,
  'frying-pan': warm.split('').reverse().join(''),
};
let modelId: string;

beforeAll(async () => {
  modelId = await addProvidedModel(shop, { meanings });
});
afterEach(() => shop.query('delete from embeddings.query_embedding'));

interface Wanted {
  model: string;
  modelId: string;
  provider: string;
  text: string | null;
  known: boolean;
}

async function questionText(
  { text = null, filter = {}, options = {}, claims = null }: Question,
  database: Queryable = shop,
): Promise<Wanted> {
  const [row] = await database.query<{ wanted: Wanted }>(
    'select api.question_text(query_text => $1, filter => $2, options => $3, claims => $4) as wanted',
    [text, JSON.stringify(filter), JSON.stringify(options), claims && JSON.stringify(claims)],
  );
  return row!.wanted;
}

async function remember(
  text: string | null,
  vector: readonly number[],
  model = 'small',
  id: string | null = null,
) {
  const [row] = await shop.query<{ kept: boolean }>('select api.remember_question($1, $2, $3, $4) as kept', [
    model,
    text,
    vectorLiteral(vector),
    id,
  ]);
  return row!.kept;
}

const embedded = (text: string, more: Partial<QueryEmbedding> = {}) => ({
  queryEmbedding: { model: 'small', text, vector: vectorOf(warm), ...more },
});

describe('the text that a vector is wanted for', () => {
  it('is what is left of the question once everything understood is taken out', async () => {
    expect(await questionText({ text: 'Leather  JACKET under $150, not black, in stock' })).toEqual({
      model: 'small',
      modelId,
      provider: 'openai',
      text: 'leather jacket',
      known: false,
    });
  });

  it('is the whole text where nothing is to be understood', async () => {
    const { text } = await questionText({ text: ' Jacket \u00a0 under $150', options: { interpret: false } });
    expect(text).toBe('jacket under $150');
  });

  it.each<[string, Question]>([
    ['without a text', { filter: { brands: ['acme'] } }],
    ['for words only', { text: 'jacket', options: { mode: 'LEXICAL' } }],
    [
      'beside a product to compare with',
      { text: 'but cheaper', options: { like: { handle: 'biker-jacket' } } },
    ],
    ['for what goes with a product', { options: { goesWith: { handle: 'biker-jacket' } } }],
    ['for a SKU', { text: 'rj-black-m' }],
    ['for a handle', { text: 'biker-jacket' }],
    ['where everything was understood', { text: 'under $150' }],
    ['where only stop words are left', { text: 'is it under $150' }],
    ['for a product and how it is to differ', { text: 'like the Biker leather jacket but cheaper' }],
  ])('is none %s', async (_what, question) => {
    expect(await questionText(question)).toMatchObject({ provider: 'openai', text: null, known: false });
    expect((await search(shop, question)).retrieval.degraded).toBeNull();
  });

  it('is one for a title, which may be what others are called as well', async () => {
    expect((await questionText({ text: 'Denim jacket' })).text).toBe('denim jacket');
  });

  it('is that of the caller: a hidden SKU is a word like any other to who may not see it', async () => {
    const text = 'ZJ-BLACK-M';
    expect((await questionText({ text })).text).toBe('zj-black-m');
    for (const claims of [wholesale, merchant]) {
      expect((await questionText({ text, claims })).text).toBeNull();
    }
  });

  it('is refused for what the search is refused for', async () => {
    for (const [question, code] of [
      [{ text: ' ' }, 'TSTXT'],
      [{ text: 'jacket', filter: { color: 'red' } }, 'TSFLT'],
      [{ text: 'jacket', options: { modus: 'x' } }, 'TSOPT'],
      [{ text: 'jacket', options: { model: 'large' } }, 'TSNFD'],
      [{ text: 'jacket', options: { model: 7 } }, 'TSOPT'],
      [{ text: 'jacket', options: { queryEmbedding: 7 } }, 'TSOPT'],
      [{ text: 'jacket', options: { queryEmbedding: { text: 'jacket', vector: [1] } } }, 'TSOPT'],
      [{ text: 'jacket', claims: { name: 'x' } }, 'TSCLM'],
    ] as const) {
      expect((await refusal(questionText(question))).code).toBe(code);
      expect((await refusal(search(shop, question))).code).toBe(code);
    }
  });

  it('is known where the built-in model answers', async () => {
    const question = { text: 'leather jacket', options: { model: 'builtin-1' } };
    expect(await questionText(question)).toMatchObject({ provider: 'builtin', known: true });
    expect((await search(shop, question)).retrieval).toMatchObject({
      mode: 'HYBRID',
      embeddingModel: 'builtin-1',
      degraded: null,
    });
  });
});

describe('options.queryEmbedding', () => {
  const retrieval = async (question: Question) => (await search(shop, question)).retrieval;

  it('lets the question be answered by meaning', async () => {
    const question = { text: `${warm} under $100`, options: embedded(warm) };
    expect(await handles(shop, { ...question, k: 1 })).toEqual(['wool-scarf']);
    expect(await retrieval(question)).toMatchObject({ embeddingModel: 'small', degraded: null });
    expect((await retrieval({ text: warm, options: { ...embedded(warm), mode: 'SEMANTIC' } })).mode).toBe(
      'SEMANTIC',
    );
  });

  it.each<[string, object]>([
    ['another model of the same dimensions', embedded(warm, { model: 'large' })],
    ['a former model of that name', embedded(warm, { modelId: '1' })],
    ['another text', embedded('something else')],
  ])('is as if absent where it is of %s', async (_what, options) => {
    expect(await retrieval({ text: warm, options })).toMatchObject({
      mode: 'LEXICAL',
      embeddingModel: null,
      degraded: 'no vector of the question is cached for small; searched by words',
    });
  });

  it.each([
    ['TIMED_OUT', 'the provider of small did not answer in time; searched by words'],
    ['FAILED', 'the provider of small failed; searched by words'],
    ['ASKED_TO_WAIT', 'the provider of small asked us to wait; searched by words'],
    ['BUSY', 'the provider of small is being asked too many questions at once; searched by words'],
    ['PAUSED', 'the provider of small is not asked again for a while after failures; searched by words'],
  ])('says why there is none: %s', async (reason, degraded) => {
    const given = { queryEmbedding: { model: 'small', text: 'leather jacket', reason } };
    const page = await search(shop, { text: 'leather jacket', options: given });
    expect(page.retrieval).toMatchObject({ mode: 'LEXICAL', degraded });
    expect(page.items.map(({ handle }) => handle)).toContain('racer-jacket');
    const alone = await search(shop, { text: 'leather jacket', options: { ...given, mode: 'SEMANTIC' } });
    expect(alone.items).toEqual([]);
    expect(alone.retrieval).toMatchObject({
      mode: 'SEMANTIC',
      degraded: degraded.replace('searched by words', 'compared with nothing'),
      emptyReason: 'there is no vector to compare anything with',
    });
  });

  it('does not hide that words alone found nothing', async () => {
    expect(await retrieval({ text: 'zzyzx' })).toMatchObject({
      emptyReason: 'nothing that qualifies has words of the question, and its meaning was not compared',
    });
  });

  it.each<[string, unknown, string]>([
    ['no object', 7, 'TSOPT'],
    ['an unknown key', { ...embedded(warm).queryEmbedding, vectors: [] }, 'TSOPT'],
    ['no text', { model: 'small', vector: [1] }, 'TSOPT'],
    ['neither a vector nor a reason', { model: 'small', text: warm }, 'TSOPT'],
    ['an unknown reason', { model: 'small', text: warm, reason: 'LAZY' }, 'TSOPT'],
    ['no numbers', { model: 'small', text: warm, vector: ['1'] }, 'TSOPT'],
    ['a null for a number', { model: 'small', text: warm, vector: [null] }, 'TSOPT'],
    ['no number at all', { model: 'small', text: warm, vector: [] }, 'TSOPT'],
    ['other dimensions', { model: 'small', text: warm, vector: [1, 0] }, 'TSVEC'],
    ['no length', { model: 'small', text: warm, vector: Array(8).fill(0) }, 'TSVEC'],
    ['numbers too large', { model: 'small', text: warm, vector: [...Array(7).fill(0), 1e300] }, 'TSVEC'],
  ])('is refused with %s', async (_what, queryEmbedding, code) => {
    const refused = await refusal(search(shop, { text: warm, options: { queryEmbedding } }));
    expect(refused.code).toBe(code);
    expect(refused.message).not.toContain(warm);
    expect(refused.hint).not.toBe('');
  });

  it('counts in api.chat and api.explain_match as in the search', async () => {
    const options = embedded(warm);
    const answer = await chat(shop, { text: warm, options });
    expect(answer.retrieval).toMatchObject({ embeddingModel: 'small', degraded: null });
    expect(answer.rows[0]?.handle).toBe('wool-scarf');
    const [row] = await shop.query<{ why: { verdict: string; rank: number; reason: string } }>(
      'select api.explain_match($1, $2, options => $3) as why',
      [{ handle: 'wool-scarf' }, warm, JSON.stringify(options)],
    );
    expect(row!.why).toMatchObject({ verdict: 'IN_ANSWER', rank: 1 });
    const [without] = await shop.query<{ why: { reason: string } }>(
      'select api.explain_match($1, $2) as why',
      [{ handle: 'frying-pan' }, warm],
    );
    expect(without!.why.reason).toBe(
      'It meets every constraint, but there was no meaning to compare: no vector of the question is cached for small; searched by words.',
    );
  });
});

describe('later pages', () => {
  const text = 'leather jacket';
  const first = (options: object) => search(shop, { text, k: 2, options });
  const next = (after: string, options: object = {}) =>
    search(shop, { text, k: 50, options: { after, ...options } });

  it('of a question that went by meaning work without its vector, and say what that may do', async () => {
    const page = await first(embedded(text));
    const rest = await next(page.items[1]!.cursor);
    expect(rest.retrieval).toMatchObject({
      mode: 'LEXICAL',
      degraded:
        'no vector of the question is cached for small; searched by words, and the pages before by meaning too: rows may come twice or be missing',
    });
    expect((await next(page.items[1]!.cursor, embedded(text))).retrieval.degraded).toBeNull();
  });

  it('of a question that went by words go on so, and ask for no vector, so that no row comes twice', async () => {
    const page = await first({});
    const after = page.items[1]!.cursor;
    expect(await questionText({ text, options: { after } })).toMatchObject({ text: null, known: false });
    await remember(text, vectorOf(text));
    const rest = await next(after, embedded(text));
    expect(rest.retrieval).toMatchObject({
      mode: 'LEXICAL',
      degraded: 'the first page had no vector of the question; searched by words',
    });
    const whole = await search(shop, {
      text,
      k: 50,
      options: { queryEmbedding: { ...embedded(text).queryEmbedding, model: 'x' } },
    });
    expect(whole.retrieval.mode).toBe('HYBRID'); // by the cache
    await shop.query('delete from embeddings.query_embedding');
    const words = await search(shop, { text, k: 50 });
    expect([...page.items, ...rest.items].map(({ handle }) => handle)).toEqual(
      words.items.map(({ handle }) => handle),
    );
  });
});

describe('remember_question', () => {
  it('keeps a vector for everybody, whatever case and blanks the question has', async () => {
    expect(await remember(`  ${warm.toUpperCase()}\u00a0`, vectorOf(warm))).toBe(true);
    expect(await questionText({ text: warm })).toMatchObject({ known: true });
    expect((await search(shop, { text: warm, k: 1 })).items[0]?.handle).toBe('wool-scarf');
    expect((await search(shop, { text: warm })).retrieval).toMatchObject({
      degraded: null,
      embeddingModel: 'small',
    });
    expect(await remember(warm, vectorOf(warm))).toBe(true);
    expect(await shop.query('select from embeddings.query_embedding')).toHaveLength(1);
  });

  it('takes the place of one that is there, or a wrong one would stay for a month', async () => {
    const kept = () =>
      shop.query<{ same: boolean; age: boolean }>(
        `select q.embedding = $1::vector as same, q.created_at > now() - interval '1 hour' as age from embeddings.query_embedding q`,
        [vectorLiteral(vectorOf(warm))],
      );
    await remember(warm, vectorOf('something else'));
    await shop.query(`update embeddings.query_embedding set created_at = now() - interval '1 day'`);
    expect(await kept()).toEqual([{ same: false, age: false }]);
    expect(await remember(warm, vectorOf(warm))).toBe(true);
    expect(await kept()).toEqual([{ same: true, age: true }]);
  });

  it('keeps no word of it: what people ask is text of the memory schema alone', async () => {
    await remember('greta garbo parka', vectorOf(warm));
    await search(shop, { text: 'greta garbo parka', options: embedded('greta garbo parka') });
    const tables = await shop.query<{ name: string }>(`
      select format('%I.%I', n.nspname, c.relname) as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('product', 'embeddings', 'audit', 'work') and c.relkind = 'r'`);
    for (const { name } of tables) {
      const rows = await shop.query(`select from ${name} t where t::text ilike '%garbo%'`);
      expect([name, rows.length]).toEqual([name, 0]);
    }
  });

  it('is false for a model that SQL embeds with, a retired one, and a former one of the same name', async () => {
    expect(await remember(warm, vectorOf(warm), 'builtin-1')).toBe(false);
    expect(await remember(warm, vectorOf(warm), 'large')).toBe(false);
    expect(await remember(warm, vectorOf(warm), 'small', '1')).toBe(false);
    expect(await remember(warm, vectorOf(warm), 'small', modelId)).toBe(true);
  });

  it('is false, and no error, in a read-only transaction', async () => {
    await shop.transaction(async (connection) => {
      await connection.query('set transaction read only');
      const [row] = await connection.query<{ kept: boolean }>(
        'select api.remember_question($1, $2, $3) as kept',
        ['small', warm, vectorLiteral(vectorOf(warm))],
      );
      expect(row!.kept).toBe(false);
      expect((await questionText({ text: warm }, connection)).known).toBe(false);
    });
  });

  it('refuses a vector that is none of the model, and a text that is none (TSVEC, TSTXT)', async () => {
    expect((await refusal(remember(warm, [1, 0]))).code).toBe('TSVEC');
    expect((await refusal(remember(warm, Array(8).fill(0)))).code).toBe('TSVEC');
    expect((await refusal(remember(' ', vectorOf(warm)))).code).toBe('TSTXT');
    expect((await refusal(remember(null, vectorOf(warm)))).code).toBe('TSTXT');
  });

  // On a server only: the embedded engine takes 5 s to write the rows.
  it.runIf(onServer())('lets the oldest go beyond 100,000', async () => {
    await inTransaction(shop, async (database) => {
      await database.query(
        `insert into embeddings.query_embedding (model_id, text_digest, embedding, created_at)
         select $1, sha256(n::text::bytea), '[1]', now() - interval '1 day' - n * interval '1 second' from generate_series(1, 100010) n`,
        [modelId],
      );
      // A text whose digest begins with 0, which is one in 256.
      const [text] = await database.query<{ text: string }>(
        `select 'lamp ' || n as text from generate_series(1, 5000) n
         where get_byte(embeddings.question_digest('lamp ' || n), 0) = 0 limit 1`,
      );
      await database.query('select api.remember_question($1, $2, $3)', [
        'small',
        text!.text,
        vectorLiteral(vectorOf(warm)),
      ]);
      const [left] = await database.query<{ count: number; kept: boolean }>(
        `select count(*)::integer as count, bool_or(q.text_digest = embeddings.question_digest($1)) as kept
         from embeddings.query_embedding q`,
        [text!.text],
      );
      expect(left!.kept).toBe(true);
      expect(left!.count).toBeLessThanOrEqual(100_001);
    });
  });
});
