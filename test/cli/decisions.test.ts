import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openEmbedded } from '../../src/db/embedded.ts';
import { openServer } from '../../src/db/server.ts';
import { readSince } from '../../src/decisions/read-since.ts';
import { sendFeedback } from '../../src/decisions/send-feedback.ts';
import { UsageError } from '../../src/errors.ts';
import { readJudgments } from '../../src/evaluation/read-judgments.ts';
import { createServerDatabase, onServer, serverUrl, useEngineFiles } from '../harness/engine.ts';
import { chat } from '../sql/fixture/ask.ts';
import { makeFolder } from './run-cli.ts';
import { runCommand } from './run-command.ts';
import { writeSmallShop } from './small-shop.ts';

describe('the log of answers', () => {
  let env: Record<string, string>;
  let id: string;
  let conversation: string;

  beforeAll(async () => {
    const folder = makeFolder();
    env = onServer() ? { DATABASE_URL: serverUrl(await createServerDatabase()) } : { TRUESHELF_DATA: folder };
    await runCommand('import', [writeSmallShop()], env);
    const database = onServer()
      ? await openServer({ url: env.DATABASE_URL!, maxConnections: 1 })
      : await openEmbedded({ folder, engineFiles: await useEngineFiles() });
    const answer = await chat(database, { text: 'wool scarf' });
    id = answer.decision_id!;
    conversation = answer.conversation_id!;
    await sendFeedback(
      database,
      { decisionId: id, kind: 'CLICKED', productId: answer.rows[0]!.productId },
      null,
    );
    await chat(database, { text: 'wool scarf under $3' });
    await database.query(`update product.stock set on_hand = 11 where product_id = $1`, [
      answer.rows[0]!.productId,
    ]);
    await database.close();
  });

  const run = (...args: string[]) => runCommand('decisions', args, env);
  const json = async (...args: string[]) => JSON.parse((await run(...args, '--json')).stdout);

  it('lists answers, newest first, as a table and as JSON', async () => {
    const { status, stdout } = await run();
    expect(status).toBe(0);
    expect(stdout.split('\n').map((line) => line.replace(/^[0-9a-f-]{36} +\S+ \S+ +/, ''))).toEqual([
      expect.stringMatching(/^decision +when +who +move +shown +said by +question$/),
      expect.stringMatching(/^anonymous +SEARCH +0 of 0 +TEMPLATE +wool scarf under \$3$/),
      expect.stringMatching(/^anonymous +SEARCH +1 of 1 +TEMPLATE +wool scarf$/),
      '',
    ]);
    const { items } = await json('list', '--conversation', conversation, '--since', '1h');
    expect(items.map(({ decisionId }: { decisionId: string }) => decisionId)).toEqual([id]);
    expect((await run('--failed')).stdout).toBe('There is no such decision.\n');
  });

  it('shows one', async () => {
    expect((await run('show', id)).stdout).toMatch(
      new RegExp(
        `^decision +${id}\nquestion +wool scarf\n.*\nrank +handle +sku .*\n +1 +wool-scarf +wool-scarf-1 +35\\.00 USD +12\n$`,
        's',
      ),
    );
    expect(await json('show', id)).toMatchObject({ decisionId: id, question: 'wool scarf' });
  });

  it('replays one, and names the change that was the cause', async () => {
    expect((await run('replay', id)).stdout).toMatch(
      /^The answer differs; prices as of .*\n {2}STOCK +wool-scarf available: 12 -> 11\n {4}\S+ \S+ #\d+ by \w+: product\.stock wool-scarf-1, main on_hand: 12 -> 11\n/,
    );
    expect(await json('replay', id)).toMatchObject({ outcome: 'DIFFERS' });
  });

  it('exports judgments that eval reads', async () => {
    const { stdout } = await run('export', '--since', '30d');
    expect(stdout).toBe('query\tproduct_id\tgrade\nwool scarf\twool-scarf\t1\n');
    const path = join(makeFolder(), 'judgments.tsv');
    writeFileSync(path, stdout);
    expect((await readJudgments(path)).pairs).toBe(1);
    expect(await json('export')).toEqual([{ query: 'wool scarf', productId: 'wool-scarf', grade: 1 }]);
  });

  it('tells what was asked for in vain', async () => {
    const { stdout } = await runCommand('demand', [], env);
    expect(stdout).toMatch(
      /\n +1 +\S+ \S+ +wool scarf under \$3 +under \$3\.00\n\n.*\n +\d+ +1 +under \$3\.00\n$/s,
    );
    const demand = JSON.parse((await runCommand('demand', ['--json', '--since', '1h'], env)).stdout);
    expect(demand.questions).toMatchObject([{ question: 'wool scarf under $3', times: 1 }]);
  });

  it('has no such decision (NOT_FOUND, TSNFD)', async () => {
    const unknown = '00000000-0000-7000-8000-000000000000';
    await expect(run('show', unknown)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(run('replay', unknown)).rejects.toMatchObject({ code: 'TSNFD' });
  });
});

describe('refuses', () => {
  const nowhere = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };

  it.each([
    [['tidy'], 'found "tidy"; expected one of list, show, replay, export.'],
    [['constructor'], 'found "constructor"; expected one of list'],
    [['show'], 'found 0 ids; expected one id.'],
    [['replay', 'x'], 'found "x"; expected the id of a decision'],
    [['--after', 'x'], '--after: found "x"; expected the id of a decision'],
    [['--k', '0'], '--k: found "0"; expected a whole number from 1 to 200.'],
    [['--since', 'soon'], '--since: found "soon"; expected a time that has passed'],
    [['export', '--at-most', '0'], '--at-most: found "0"'],
    [['list', 'more'], "Unexpected argument 'more'"],
  ])('decisions %j (USAGE)', async (args, message) => {
    const refused = runCommand('decisions', args, nowhere);
    await expect(refused).rejects.toThrow(UsageError);
    await expect(refused).rejects.toThrow(message);
  });

  it.each([[['--since', '2026-13-01']], [['--k', '201']], [['x']]])('demand %j (USAGE)', async (args) => {
    await expect(runCommand('demand', args, nowhere)).rejects.toThrow(UsageError);
  });
});

describe('a time that has passed', () => {
  it.each([
    ['30d', '2026-05-02T00:00:00.000Z'],
    ['12h', '2026-05-31T12:00:00.000Z'],
    ['2w', '2026-05-18T00:00:00.000Z'],
    ['5m', '2026-05-31T23:55:00.000Z'],
    ['2026-05-01', '2026-05-01T00:00:00.000Z'],
    ['2026-05-01T12:00:00+02:00', '2026-05-01T10:00:00.000Z'],
  ])('%s is read', (text, expected) => {
    expect(readSince('since', text, Date.parse('2026-06-01T00:00:00Z'))).toBe(expected);
  });
});
