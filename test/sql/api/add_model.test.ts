import { describe, expect, it } from 'vitest';
import { inTransaction } from '../../harness/in-transaction.ts';
import { useShop } from '../fixture/use-shop.ts';
import { addModel, buildModel, settings } from './model-life.ts';

const shop = useShop();

describe('api.add_model', () => {
  it('adds a model that is to be built, with every product queued for it', async () => {
    await inTransaction(shop, async (database) => {
      const [count] = await database.query<{ products: number }>(
        'select count(*)::integer as products from product.product',
      );
      const { queued, model } = await addModel(database, 'first');
      expect([model, queued]).toEqual(['first', count!.products]);
      expect(
        await database.query(
          `select provider, provider_model, base_url, state, dimensions, send_dimensions, query_template, batch_items, batch_tokens,
             input_tokens, document_fields
           from embeddings.model where name = 'first'`,
        ),
      ).toEqual([
        {
          provider: 'openai',
          provider_model: 'first',
          base_url: 'http://localhost:11434/v1',
          state: 'building',
          dimensions: 3,
          send_dimensions: false,
          query_template: '{text}',
          batch_items: 100,
          batch_tokens: 100000,
          input_tokens: 8000,
          document_fields: ['attributes', 'brand', 'category', 'description', 'options', 'title'],
        },
      ]);
      expect(await database.query('select count(*)::integer as jobs from embeddings.job')).toEqual([
        { jobs: count!.products },
      ]);
    });
  });

  it('refuses texts that are longer than a request (TSOPT)', async () => {
    for (const given of [{ inputTokens: 501, batchTokens: 500 }, { inputTokens: 100_001 }]) {
      await inTransaction(shop, (database) =>
        expect(addModel(database, 'long', given)).rejects.toMatchObject({
          code: 'TSOPT',
          message: `settings.inputTokens is ${given.inputTokens}, expected at most batchTokens, which is ${given.batchTokens ?? 100_000}`,
        }),
      );
    }
  });

  it('keeps what it is told, and lets no text be longer than a request', async () => {
    await inTransaction(shop, async (database) => {
      await addModel(database, 'told', {
        providerModel: 'vendor/model',
        sendDimensions: true,
        documentTemplate: '{title}',
        queryTemplate: 'query: {text}',
        batchItems: 7,
        batchTokens: 500,
        baseUrl: 'https://shop.openai.azure.com/openai/deployments/e?api-version=2024-10-21',
      });
      expect(
        await database.query(
          `select provider_model, send_dimensions, document_fields, query_template, batch_items, batch_tokens, input_tokens
           from embeddings.model where name = 'told'`,
        ),
      ).toEqual([
        {
          provider_model: 'vendor/model',
          send_dimensions: true,
          document_fields: ['title'],
          query_template: 'query: {text}',
          batch_items: 7,
          batch_tokens: 500,
          input_tokens: 500,
        },
      ]);
    });
  });

  it('refuses a name that is in use, and takes one again whose model is retired (TSMOD)', async () => {
    await inTransaction(shop, async (database) => {
      await buildModel(database, 'again');
      await expect(database.transaction((nested) => addModel(nested, 'again'))).rejects.toMatchObject({
        code: 'TSMOD',
        message: 'there is a model "again" already; it is standby',
      });
      await database.query(`select api.retire_model('again')`);
      await addModel(database, 'again', { dimensions: 4 });
      expect(
        await database.query(`select dimensions, state from embeddings.model where name = 'again'`),
      ).toEqual([{ dimensions: 4, state: 'building' }]);
    });
  });

  const refused: [string, string | null, unknown, RegExp][] = [
    ['no name', null, settings, /^the name of the model is missing/],
    ['an empty name', '', settings, /^the name of the model is "", expected 1 to 200 characters/],
    ['a name with a space', 'a b', settings, /^the name of the model is "a b"/],
    ['a name of trueshelf fit', 'builtin-9', settings, /belong to models of trueshelf fit$/],
    ['settings that are no object', 'm', [], /^the settings is array, expected an object/],
    ['no settings', 'm', null, /^the settings is null, expected an object/],
    ['a key', 'm', { ...settings, apiKey: 'x' }, /^the settings has the unknown key "apiKey"/],
    ['no address', 'm', { dimensions: 3 }, /^settings.baseUrl is missing/],
    ['a number for the address', 'm', { ...settings, baseUrl: 5 }, /^settings.baseUrl is no text/],
    ['another scheme', 'm', { ...settings, baseUrl: 'ftp://h/' }, /^settings.baseUrl is no http address/],
    ['a wrong port', 'm', { ...settings, baseUrl: 'http://h:99999/v1' }, /^settings.baseUrl is no http/],
    ['a fragment', 'm', { ...settings, baseUrl: 'http://h/v1#x' }, /has a query or a fragment/],
    [
      'no dimensions',
      'm',
      { baseUrl: settings.baseUrl },
      /^settings.dimensions is missing, expected a whole/,
    ],
    ['2001 dimensions', 'm', { ...settings, dimensions: 2001 }, /^settings.dimensions is 2001, expected/],
    ['half a dimension', 'm', { ...settings, dimensions: 1.5 }, /^settings.dimensions is 1.5/],
    ['a text for dimensions', 'm', { ...settings, dimensions: '3' }, /^settings.dimensions is "3"/],
    ['endless batches', 'm', { ...settings, batchTokens: 1e300 }, /^settings.batchTokens is 1000/],
    ['a text for a switch', 'm', { ...settings, sendDimensions: 'yes' }, /^settings.sendDimensions is "yes"/],
    ['a template without fields', 'm', { ...settings, documentTemplate: 'x' }, /names no field/],
    [
      'an unknown field',
      'm',
      { ...settings, documentTemplate: '{title} {price}' },
      /names \{price\}, expected/,
    ],
    ['a template without the text', 'm', { ...settings, queryTemplate: 'q' }, /has no \{text\} in it$/],
    ['an empty provider model', 'm', { ...settings, providerModel: '' }, /^settings.providerModel is ""/],
  ];
  it.each(refused)('refuses %s (TSOPT)', async (_what, name, given, message) => {
    const error = await shop
      .query('select api.add_model(name => $1, settings => $2)', [name, JSON.stringify(given)])
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'TSOPT', message: expect.stringMatching(message) });
    expect((error as { hint?: string }).hint).toBeTruthy();
  });

  it.each([
    'https://user:hunter2@host/v1',
    'https://host/v1?key=hunter2',
    'https://host/v1?api-version=1&key=hunter2',
    'https://host:hunter2/v1',
    'https://host/@hunter2',
  ])('never repeats an address that it refuses, for it may hold a key', async (baseUrl) => {
    const error = await shop
      .query('select api.add_model(name => $1, settings => $2)', [
        'm',
        JSON.stringify({ ...settings, baseUrl }),
      ])
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'TSOPT' });
    const { message, hint, detail } = error as { message: string; hint: string; detail?: string };
    expect(`${message} ${hint} ${detail}`).not.toContain('hunter2');
  });
});
