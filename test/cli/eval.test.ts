import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { lockFolder } from '../../src/db/folder-lock.ts';
import { DatabaseSetupError, UsageError } from '../../src/errors.ts';
import { type Evaluation, evaluation } from '../../src/evaluation/evaluation.ts';
import { MissingVectors } from '../../src/evaluation/missing-vectors.ts';
import { packageRoot } from '../../src/package-root.ts';
import { openOwner } from '../../src/services.ts';
import { failing } from '../embeddings/fake-provider.ts';
import { useProvider } from '../embeddings/use-provider.ts';
import { createServerDatabase, onServer, serverUrl } from '../harness/engine.ts';
import { addProvidedModel } from '../sql/fixture/provided-model.ts';
import { makeFolder, runCli } from './run-cli.ts';
import { runCommand } from './run-command.ts';

const current = { currency: 'USD', validFrom: '2026-01-01T00:00:00Z' };

/** A record of the catalogue; `more` overrides what every product here has. */
const product = (handle: string, title: string, price: object, more: object = {}) => ({
  handle,
  title,
  category: handle.endsWith('shoe') ? 'shoes' : 'jackets',
  variants: [
    { sku: `${handle}-1`, prices: [{ amount: '80.00', ...price }], stock: [{ location: 'main', onHand: 4 }] },
  ],
  ...more,
});

const catalogue = [
  product('trail-shoe', 'Trail running shoe', current),
  product('city-shoe', 'Leather city shoe', current),
  product('rain-jacket', 'Light rain jacket', current),
  product('old-jacket', 'Old waxed jacket', { ...current, validTo: '2026-01-02T00:00:00Z' }),
  product('trade-jacket', 'Workshop jacket', { ...current, customerGroup: 'wholesale' }),
  product('draft-jacket', 'Drafted jacket', current, { status: 'draft' }),
  product('club-jacket', 'Club jacket', current, { audience: ['wholesale'] }),
];

const judgments = [
  'query\tproduct_id\tgrade',
  'trail shoe\tcity-shoe\t1',
  'trail shoe\ttrail-shoe\t3',
  ...['rain-jacket', 'old-jacket', 'trade-jacket', 'draft-jacket', 'club-jacket', 'nowhere-jacket'].map(
    (handle) => `jacket\t${handle}\t3`,
  ),
  'canoe\ttrail-shoe\t0',
  'waxed\told-jacket\t3',
  'rain\train-jacket\t0',
  '',
].join('\n');

function writeFile(name: string, content: string): string {
  const path = join(makeFolder(), name);
  writeFileSync(path, content);
  return path;
}

const demoJudgments = join(packageRoot(), 'seeds/judgments.tsv');
const judgmentsFile = writeFile.bind(null, 'judgments.tsv');

describe('eval on a small catalogue', () => {
  let env: Record<string, string>;
  let file: string;
  let json: string;
  let measured: Evaluation;

  beforeAll(async () => {
    env = onServer()
      ? { DATABASE_URL: serverUrl(await createServerDatabase()) }
      : { TRUESHELF_DATA: join(makeFolder(), 'data') };
    const lines = catalogue.map((record) => `${JSON.stringify(record)}\n`).join('');
    await runCommand('import', [writeFile('catalogue.jsonl', lines)], env);
    file = judgmentsFile(judgments);
    ({ stdout: json } = await runCommand('eval', ['--judgments', file, '--typos', '--json'], env));
    measured = JSON.parse(json);
  });

  const measure = async (...args: string[]) => {
    const { status, stdout } = await runCommand('eval', ['--judgments', file, ...args], env);
    expect(status).toBe(0);
    return stdout;
  };

  it('prints the shape that --against reads, and nothing else', () => {
    expect(evaluation.parse(measured)).toEqual(measured);
  });

  it('counts what it measured, and what a shopper cannot be shown', () => {
    expect(measured.judgments).toMatchObject({
      queries: 5,
      pairs: 11,
      available: 2,
      none: 2,
      unavailable: 1,
      products: 8,
      unknownProducts: 3, // draft, for another group, nowhere
      unpricedProducts: 2, // expired, for another group
      unknownHandles: ['draft-jacket', 'club-jacket', 'nowhere-jacket'],
      unpricedHandles: ['old-jacket', 'trade-jacket'],
    });
    expect(measured.catalogue).toMatchObject({
      products: 3,
      currency: 'USD',
      model: 'builtin-1',
      waiting: 0,
    });
    expect(measured.runs.map(({ configuration, typos }) => [configuration, typos])).toEqual([
      ['words', false],
      ['words', true],
      ['meaning', false],
      ['meaning', true],
      ['hybrid', false],
      ['hybrid', true],
    ]);
  });

  it('scores each query by the products that can be shown', () => {
    const words = measured.runs[0]!;
    expect(
      words.queries.map(({ top, ...figures }) => [
        ...Object.values(figures),
        top.map(({ handle }) => handle),
      ]),
    ).toEqual([
      ['trail shoe', 'trail shoe', 'AVAILABLE', 2, 1, 1, 1, 1, ['trail-shoe', 'city-shoe']],
      ['jacket', 'jacket', 'AVAILABLE', 1, 1, 1, 1, 1, ['rain-jacket']],
      ['canoe', 'canoe', 'NONE', 0, null, null, null, null, []],
      ['waxed', 'waxed', 'UNAVAILABLE', 0, null, null, null, null, []],
      ['rain', 'rain', 'NONE', 1, null, null, null, 1, ['rain-jacket']],
    ]);
    expect(words).toMatchObject({
      ndcgAt10: { mean: 1, low: 1, high: 1, queries: 2 },
      noAnswer: { queries: 2, rows: 0.5, empty: 1 },
      degraded: [],
    });
  });

  it('gives each query one typo, the same in every configuration, beside what was typed', () => {
    const typed = measured.runs
      .filter(({ typos }) => typos)
      .map(({ queries }) => queries.map(({ asked }) => asked));
    expect(typed[0]).toHaveLength(5);
    for (const [index, asked] of typed[0]!.entries()) {
      expect(asked).not.toBe(measured.runs[0]!.queries[index]!.query);
    }
    expect(typed).toEqual([typed[0], typed[0], typed[0]]);
    expect(measured.comparisons.map(({ from, to }) => [from.configuration, from.typos, to.typos])).toEqual([
      ['words', false, true],
      ['meaning', false, true],
      ['hybrid', false, true],
    ]);
    expect(measured.unedited).toBe(0);
  });

  it('repeats itself byte for byte', async () => {
    expect(await measure('--typos', '--json')).toBe(json);
  });

  it('prints a table that a person can read, with a line for each query on request', async () => {
    expect((await measure('--config', 'words', '--by-query')).split('\n')).toEqual([
      '5 queries, 11 graded pairs; 3 products on sale in USD, model builtin-1',
      '2 queries have a good answer here, 2 are judged to have none',
      '1 query is left out: no good answer of theirs can be shown now',
      '5 of 8 judged products are left out: 3 not in the catalogue or hidden, 2 without a current price',
      '',
      '            nDCG@10 (95 %)           MRR (95 %)     recall@50 (95 %)  judged@10  no answer: rows   empty',
      'words  1.000 (1.000–1.000)  1.000 (1.000–1.000)  1.000 (1.000–1.000)       1.00              0.5  1 of 2',
      '',
      'note: not in the catalogue or hidden: draft-jacket, club-jacket, nowhere-jacket',
      'note: without a current price: old-jacket, trade-jacket',
      '',
      'query              nDCG@10     RR  recall@50  judged@10  rows of 50',
      'trail shoe  words    1.000  1.000      1.000       1.00           2',
      'jacket      words    1.000  1.000      1.000       1.00           1',
      'canoe       words        –      –          –          –           0  no good answer',
      'waxed       words        –      –          –          –           0  left out',
      'rain        words        –      –          –       1.00           1  no good answer',
      '',
    ]);
  });

  it('compares two configurations, query by query', async () => {
    const text = await measure('--compare', 'hybrid,hybrid:interpret=off');
    expect(text).toContain('\nhybrid:interpret=off against hybrid, over 2 queries\n');
    expect(text).toMatch(/\nnDCG@10 +0\.000 +0\.000 to 0\.000 +1\.0000 +0 +0 +2\n/);
    const { runs, comparisons } = JSON.parse(
      await measure('--compare', 'words,words:interpret=on', '--interpret', 'off', '--json'),
    ) as Evaluation;
    expect(runs.map(({ configuration }) => configuration)).toEqual(['words:interpret=off', 'words']);
    expect(comparisons).toHaveLength(1);
  });

  it('compares with an earlier evaluation, and says when the catalogue changed too', async () => {
    const earlier = structuredClone(measured);
    earlier.catalogue.products = 2;
    Object.assign(earlier.runs[0]!.queries[1]!, { ndcgAt10: 0.25 });
    const path = writeFile('earlier.json', JSON.stringify(earlier));
    const text = await measure('--config', 'words', '--against', path);
    expect(text).toContain('\nwords now against words before, over 2 queries\n');
    expect(text).toMatch(/\nnDCG@10 +\+0\.375 +0\.000 to \+0\.750 +1\.0000 +1 +0 +1\n/);
    expect(text).toMatch(/\njacket +0\.250 +1\.000 +\+0\.750\n/);
    expect(text).toContain(
      'note: not only the program changed: before, there were 2 products and the model builtin-1\n',
    );
  });

  it.each([
    [
      'other judgments',
      { judgments: { digest: 'sha256:0', queries: 7, pairs: 30 } },
      [],
      '--against: found an evaluation of other judgments (7 queries, 30 graded pairs; now 5 and 11).',
    ],
    [
      'another configuration',
      {},
      ['--interpret', 'off'],
      'expected one of words:interpret=off, meaning:interpret=off',
    ],
    ['typos of another seed', {}, ['--typos', '--seed', '9'], 'Say --seed 1.'],
    [
      'another format',
      { format: 'trueshelf-evaluation-2' },
      [],
      'is no evaluation of this version: format: ',
    ],
  ])('refuses to compare with %s (USAGE)', async (_, change, args, message) => {
    const earlier = { ...measured, ...change };
    if ('judgments' in change) earlier.judgments = { ...measured.judgments, ...change.judgments };
    const path = writeFile('earlier.json', JSON.stringify(earlier));
    const compared = runCommand('eval', ['--judgments', file, '--against', path, ...args], env);
    await expect(compared).rejects.toThrow(UsageError);
    await expect(compared).rejects.toThrow(message);
  });

  it('compares with an earlier evaluation that lists no handles', async () => {
    const earlier = structuredClone(measured) as { judgments: Partial<Evaluation['judgments']> };
    delete earlier.judgments.unknownHandles;
    delete earlier.judgments.unpricedHandles;
    const path = writeFile('earlier.json', JSON.stringify(earlier));
    expect(await measure('--config', 'words', '--against', path)).toContain('words now against words before');
  });

  const cases = [
    {
      text: 'shoe under $90',
      group: 'price',
      constraints: [
        {
          kind: 'PRICE_MAX',
          says: 'under $90',
          filter: { price: { max: '90', maxExclusive: true, currency: 'USD' } },
        },
      ],
      preferences: [{ kind: 'CATEGORY', says: 'shoe', filter: { categories: ['shoes'] } }],
      residue: 'shoe',
    },
    {
      text: 'canoe in stock',
      group: 'stock',
      trap: true,
      constraints: [{ kind: 'IN_STOCK', says: 'in stock', filter: { inStock: true } }],
      residue: 'kayak',
    },
    {
      text: 'canoe over $5',
      group: 'price',
      trap: true,
      residue: 'canoe',
    },
  ];
  const casesFile = (...lines: object[]) =>
    writeFile('cases.jsonl', lines.map((line) => `${JSON.stringify(line)}\n`).join(''));

  it('prints how many cases are read exactly, and precision and recall of constraints', async () => {
    const { status, stdout } = await runCommand('eval', ['--interpretation', casesFile(...cases)], env);
    expect(status).toBe(0);
    expect(stdout.split('\n')).toEqual([
      '3 cases in 2 groups, 2 of them traps',
      '',
      'exactly right   cases  share',
      'constraints    2 of 3  0.667',
      'preferences    3 of 3  1.000',
      'sort           3 of 3  1.000',
      'ignored        3 of 3  1.000',
      'residue        2 of 3  0.667',
      'all of it      1 of 3  0.333',
      'traps passed   1 of 2  0.500',
      '',
      'hard constraints                   share',
      'precision            2 of 3 found  0.667',
      'recall            2 of 2 expected  1.000',
      'F1                                 0.800',
      '',
      'group  cases  all right  constraints  preferences  sort  ignored  residue  traps passed  precision  recall     F1',
      'price      2          1            1            2     2        2        2        0 of 1      0.500   1.000  0.667',
      'stock      1          0            1            1     1        1        0        1 of 1      1.000   1.000  1.000',
      '',
    ]);
  });

  it('lists what was expected and what was found with --failures', async () => {
    const args = ['--interpretation', '--failures', casesFile(...cases)];
    const { stdout } = await runCommand('eval', args, env);
    expect(stdout.slice(stdout.indexOf('\nline 2'))).toBe(`
line 2: canoe in stock (a trap)
  residue expected "kayak"
  residue found    "canoe"
line 3: canoe over $5 (a trap)
  constraints found    PRICE_MIN "over $5" {"price":{"min":"5","currency":"USD","minExclusive":true}}
`);
  });

  it('prints the same as one object with --json, and where a case stands', async () => {
    const args = ['--interpretation', '--json', casesFile(...cases)];
    const { stdout } = await runCommand('eval', args, env);
    expect(JSON.parse(stdout)).toMatchObject({
      format: 'trueshelf-interpretation-1',
      unknown: [],
      cases: 3,
      exact: { constraints: 2, preferences: 3, sort: 3, ignored: 3, residue: 2, all: 1 },
      traps: 2,
      trapsPassed: 1,
      hard: { right: 2, found: 3, expected: 2 },
      groups: [
        { group: 'price', cases: 2 },
        { group: 'stock', cases: 1 },
      ],
      results: [{ line: 1, differences: [] }, { line: 2 }, { line: 3 }],
    });
  });

  it('says when the cases are of another catalogue, and measures all the same', async () => {
    const dress = {
      text: 'red dress',
      group: 'value',
      preferences: [
        { kind: 'ATTRIBUTE', says: 'red', filter: { attributes: [{ name: 'colour', values: ['red'] }] } },
        { kind: 'CATEGORY', says: 'dress', filter: { categories: ['dresses'] } },
      ],
      residue: 'red dress',
    };
    const { status, stdout } = await runCommand('eval', ['--interpretation', casesFile(dress)], env);
    expect(status).toBe(0);
    expect(stdout).toContain(
      '\n\nnote: this is not the catalogue that the cases were written for: it lacks attribute colour, category dresses. The',
    );
    expect(stdout).toContain('\nall of it      0 of 1  0.000\n');
  });

  it('refuses judgments of another catalogue (USAGE)', async () => {
    const other = judgmentsFile('query\tproduct_id\tgrade\nhat\ttop-hat\t3\n');
    const refused = runCommand('eval', ['--judgments', other], env);
    await expect(refused).rejects.toThrow(UsageError);
    await expect(refused).rejects.toThrow(
      'Found none of the 1 judged products among the 3 of this catalogue (the first is "top-hat")',
    );
  });

  it('ends with 2 and names the lines of a bad file, 0 and draws its progress on stderr for a good one', async () => {
    const bad = judgmentsFile('query\tproduct_id\tgrade\nhat\ttop-hat\t7\n');
    const refused = await runCli(['eval', '--judgments', bad], { env });
    expect(refused).toMatchObject({ status: 2, stdout: '' });
    expect(refused.stderr).toContain(
      '\n  line 2: found the grade "7"; expected 0 (wrong), 1, 2 or 3 (right)\n',
    );
    const good = await runCli(['eval', '--judgments', file, '--config', 'words'], { env });
    expect(good).toMatchObject({ status: 0, stdout: await measure('--config', 'words') });
    expect(good.stderr).toMatch(/^Asking \[#{20}\] 5\/5 /);
  });

  it.runIf(onServer())('needs no more than the rights of a gateway', async () => {
    const url = new URL(env.DATABASE_URL!);
    url.searchParams.set('options', '-c role=trueshelf_gateway');
    const { stdout } = await runCommand('eval', ['--judgments', file, '--typos', '--json'], {
      DATABASE_URL: url.href,
    });
    expect(stdout).toBe(json);
  });

  it.skipIf(onServer())('says who has the folder of an embedded database (DATABASE_SETUP)', async () => {
    onTestFinished(lockFolder(env.TRUESHELF_DATA!));
    const refused = runCommand('eval', ['--judgments', file], env);
    await expect(refused).rejects.toThrow(DatabaseSetupError);
    await expect(refused).rejects.toThrow(`is held by process ${process.pid}.`);
  });

  describe('--model', () => {
    const provider = useProvider();

    beforeAll(async () => {
      const owner = await openOwner(parseConfig(env));
      const meanings = { 'rain-jacket': 'jacket', 'city-shoe': 'trail shoe' };
      await addProvidedModel(owner, { baseUrl: provider().baseUrl, meanings, active: false });
      await owner.close();
    });

    it('measures a model beside the active one, with a vector for every question, and tests it against that', async () => {
      const evaluated: Evaluation = JSON.parse(
        await measure('--config', 'words,meaning', '--model', 'small', '--json'),
      );
      expect(evaluation.parse(evaluated)).toEqual(evaluated);
      expect(evaluated.models).toEqual([
        { model: 'small', state: 'standby', products: 5, embedded: 5, waiting: 0 },
      ]);
      expect(evaluated.runs.map(({ configuration, degraded }) => [configuration, degraded])).toEqual([
        ['words', []],
        ['meaning', expect.anything()],
        ['meaning:model=small', []],
      ]);
      expect(evaluated.comparisons.map(({ from, to }) => [from.configuration, to.configuration])).toEqual([
        ['meaning', 'meaning:model=small'],
      ]);
      expect(evaluated.runs[2]!.queries.map(({ top }) => top[0]?.handle).slice(0, 2)).toEqual([
        'city-shoe',
        'rain-jacket',
      ]);
      expect(provider().texts()).toBe(5);
      expect(await measure('--config', 'hybrid', '--model', 'small')).toContain(
        '\nbeside it the model small (standby), with vectors of 5 of 5 products\n',
      );
    });

    it('writes nothing: a second measuring asks the provider again', async () => {
      const [first, second] = [
        await measure('--config', 'hybrid', '--model', 'small'),
        await measure('--config', 'hybrid', '--model', 'small'),
      ];
      expect(first).toBe(second);
      expect(provider().texts()).toBe(10);
    });

    it('gives no figures where questions did not get their vectors, and says of how many and why (EVAL_DEGRADED)', async () => {
      provider().behave(failing(401));
      const silently = { ...env, TRUESHELF_LOG_LEVEL: 'silent' };
      const args = ['--judgments', file, '--config', 'words,meaning', '--model', 'small', '--json'];
      const refused = runCommand('eval', args, silently);
      await expect(refused).rejects.toBeInstanceOf(MissingVectors);
      await expect(refused).rejects.toThrow(
        'meaning:model=small: 5 of 5 questions went without their vector of the model small (5 got a failure of the provider).',
      );
    });

    it.each<[string[], string]>([
      [['--model', 'large'], 'found "large"; expected a model in use: builtin-1, small.'],
      [['--model', 'small', '--model', 'small'], 'found "small" twice'],
      [['--model', 'small', '--compare', 'words,hybrid'], 'Found --model beside --compare'],
      [['--model', 'small', '--config', 'words'], 'no configuration that goes by meaning'],
    ])('is refused as %j', async (args, message) => {
      await expect(measure(...args)).rejects.toThrow(message);
      await expect(measure(...args)).rejects.toBeInstanceOf(UsageError);
    });

    const switchTo = async (model: string) => {
      const owner = await openOwner(parseConfig(env));
      await owner.query('select api.switch_model($1, true)', [model]);
      await owner.close();
    };

    it('gives no figures of the active model either where its provider fails for one question', async () => {
      await switchTo('small');
      onTestFinished(() => switchTo('builtin-1'));
      provider().next(failing(500));
      const silently = { ...env, TRUESHELF_LOG_LEVEL: 'silent' };
      await expect(
        runCommand('eval', ['--judgments', file, '--typos', '--config', 'words,hybrid'], silently),
      ).rejects.toThrow('hybrid: 1 of 5 questions went without their vector of the model small');
    });

    it('answers trueshelf ask once it is switched to', async () => {
      await switchTo('small');
      const ask = async () => JSON.parse((await runCommand('ask', ['jacket', '--json'], env)).stdout);
      expect((await ask()).page.retrieval).toMatchObject({ embeddingModel: 'small', degraded: null });
      expect((await ask()).page.retrieval).toMatchObject({ embeddingModel: 'small', degraded: null });
      expect(provider().texts()).toBe(1); // the second asked the database's cache
    });
  });
});

it('reads the cases of the demo shop where no file is given, before it looks for a database (DATABASE_SETUP)', async () => {
  const refused = runCommand('eval', ['--interpretation'], { TRUESHELF_DATA: '/nonexistent/trueshelf' });
  await expect(refused).rejects.toThrow(DatabaseSetupError);
});

it('sends a catalogue that nobody filled to import (DATABASE_SETUP)', async () => {
  const env = onServer()
    ? { DATABASE_URL: serverUrl(await createServerDatabase()) }
    : { TRUESHELF_DATA: join(makeFolder(), 'data') };
  const measure = () => runCommand('eval', ['--judgments', judgmentsFile(judgments)], env);
  await expect(measure()).rejects.toThrow(
    onServer() ? 'Found a database that Trueshelf has not prepared.' : 'There is no embedded database',
  );
  await runCommand('migrate', [], env);
  await expect(measure()).rejects.toThrow(DatabaseSetupError);
  await expect(measure()).rejects.toThrow('Found nothing that a shopper could be shown');
});

it.each([
  [[], 'Found no judgments; expected a file'],
  [['cases.jsonl'], 'Found "cases.jsonl"; only --interpretation takes it.'],
  [['--judgments', 'f', '--failures'], 'Found --failures; only --interpretation takes it.'],
  [['--interpretation', '--judgments', 'f'], 'Found --judgments; --interpretation takes --failures, --json'],
  [['--interpretation', '--by-query'], 'Found --by-query; --interpretation takes --failures, --json'],
  [['--interpretation', '--seed', '1'], 'Found --seed; --interpretation takes --failures, --json'],
  [['--interpretation', 'a', 'b'], 'Found "b"; --interpretation takes one file of cases.'],
  [['--interpretation', 'no-such-file'], 'The cases no-such-file cannot be read: ENOENT'],
  [['--interpretation', '/'], 'The cases / cannot be read: it is a folder.'],
  [['--judgments', 'no-such-file'], 'The judgments no-such-file cannot be read: ENOENT'],
  [['--judgments', '/'], 'The judgments / cannot be read: it is a folder.'],
  [
    ['--judgments', demoJudgments, '--against', '/'],
    'The earlier evaluation / cannot be read: it is a folder.',
  ],
  [['--judgments', 'f', '--compare', 'words'], '--compare: found 1 configuration; expected two'],
  [['--judgments', 'f', '--compare', 'words,meaning,hybrid'], '--compare: found 3 configurations'],
  [['--judgments', 'f', '--compare', 'words,hybrid', '--config', 'words'], 'Found --config beside --compare'],
  [['--judgments', 'f', '--interpret', 'never'], '--interpret: found interpret=never; expected on or off.'],
  [['--judgments', 'f', '--seed=-1'], '--seed: found "-1"; expected a whole number from 0 to 999999999.'],
  [
    ['--judgments', 'f', '--seed', '1.5'],
    '--seed: found "1.5"; expected a whole number from 0 to 999999999.',
  ],
])('refuses %j before a database is opened (USAGE)', async (args, message) => {
  const refused = runCommand('eval', args, { TRUESHELF_DATA: '/nonexistent/trueshelf' });
  await expect(refused).rejects.toThrow(UsageError);
  await expect(refused).rejects.toThrow(message);
});
