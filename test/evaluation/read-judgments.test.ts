import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/errors.ts';
import { parseJudgments, readJudgments } from '../../src/evaluation/read-judgments.ts';
import { makeTemporaryFolder } from '../harness/temporary-folder.ts';

const header = 'query\tproduct_id\tgrade\n';
const parse = (text: string) => parseJudgments('j.tsv', Buffer.from(text));

describe('a file of judgments', () => {
  it('is read in its order, each query once', () => {
    expect(parse(`${header}red shoe\ta\t3\nhat\tb\t0\nred shoe\tc\t0\n`)).toMatchObject({
      pairs: 3,
      queries: [
        {
          text: 'red shoe',
          grades: new Map([
            ['a', 3],
            ['c', 0],
          ]),
        },
        { text: 'hat', grades: new Map([['b', 0]]) },
      ],
    });
  });

  it('is the same with CRLF, byte order mark, blank lines, spaces, repeated lines and another order', () => {
    const plain = parse(`${header}red shoe\ta\t3\nred shoe\tc\t0\n`);
    const odd = parse(
      `\ufeffquery\tproduct_id\tgrade\r\n\r\n red shoe\tc \t0\r\nred shoe\ta\t3\r\nred shoe\ta\t3`,
    );
    expect(odd.digest).toBe(plain.digest);
    expect(odd.pairs).toBe(2);
    expect(parse(`${header}red shoe\ta\t3\nred shoe\tc\t1\n`).digest).not.toBe(plain.digest);
  });

  it('may hold a query of 1,000 characters, counted as people do', () => {
    expect(parse(`${header}${'😀'.repeat(1000)}\ta\t1\n`).pairs).toBe(1);
  });

  it.each([
    ['nothing', '', 'The judgments j.tsv are empty; expected the line "query\\tproduct_id\\tgrade"'],
    ['blank lines', '\n\n', 'The judgments j.tsv are empty'],
    [
      'no header',
      'hat\ta\t1\n',
      'The judgments j.tsv begin with "hat\\ta\\t1" in line 1; expected the header',
    ],
    [
      'a header of commas',
      'query,product_id,grade\n',
      'expected the header "query\\tproduct_id\\tgrade", parted by tabs',
    ],
    ['the header alone', header, 'hold only their header'],
    ['two columns', `${header}hat\ta\n`, 'line 2: found 2 columns; expected three, parted by tabs'],
    ['one column', `${header}hat a 3\n`, 'line 2: found 1 column; expected three'],
    ['four columns', `${header}hat\ta\t1\t\n`, 'line 2: found 4 columns'],
    [
      'a grade of 4',
      `${header}hat\ta\t4\n`,
      'line 2: found the grade "4"; expected 0 (wrong), 1, 2 or 3 (right)',
    ],
    ['a grade of 1.5', `${header}hat\ta\t1.5\n`, 'line 2: found the grade "1.5"'],
    ['no grade', `${header}hat\ta\t\n`, 'line 2: found the grade ""'],
    ['a blank query', `${header}\n  \ta\t1\n`, 'line 3: the query is blank'],
    ['a query of invisible space', `${header}\u200b\u00a0\ta\t1\n`, 'line 2: the query is blank'],
    ['a blank product', `${header}hat\t \t1\n`, 'line 2: the product_id is blank'],
    ['a null character', `${header}h\0at\ta\t1\n`, 'line 2: found a null character'],
    [
      'too long a query',
      `${header}${'x'.repeat(1001)}\ta\t1\n`,
      'line 2: the query has 1001 characters; a question has at most 1000',
    ],
    [
      'a pair with two grades',
      `${header}hat\ta\t1\nhat\tb\t1\nhat\ta\t2\n`,
      'line 4: grades "a" 2 for "hat", but line 2 grades it 1; keep one',
    ],
  ])('is refused with %s (USAGE)', (_, text, message) => {
    expect(() => parse(text)).toThrow(UsageError);
    expect(() => parse(text)).toThrow(message);
  });

  it('is refused with the line that is not UTF-8, or as gzip (USAGE)', () => {
    const latin = Buffer.concat([Buffer.from(`${header}caf`), Buffer.from([0xe9]), Buffer.from('\ta\t1\n')]);
    expect(() => parseJudgments('j.tsv', latin)).toThrow('The judgments j.tsv are not UTF-8 in line 2.');
    const gzip = Buffer.from([0x1f, 0x8b, 0x08, 0xff]);
    expect(() => parseJudgments('j.tsv', gzip)).toThrow('are not UTF-8 but gzip.');
  });

  it('is refused with all its faults, the first ten in words (USAGE)', () => {
    const text = header + Array.from({ length: 12 }, () => 'hat\ta\t9\n').join('');
    expect(() => parse(text)).toThrow(/have 12 faults:\n {2}line 2: .*\n(?: {2}line .*\n){9} {2}and 2 more$/);
  });

  it('is refused where it cannot be read (USAGE)', async () => {
    const folder = makeTemporaryFolder();
    await expect(readJudgments(folder)).rejects.toThrow(UsageError);
    await expect(readJudgments(folder)).rejects.toThrow(
      `The judgments ${folder} cannot be read: it is a folder. Give the path of a text file`,
    );
    await expect(readJudgments(join(folder, 'none.tsv'))).rejects.toThrow(/none\.tsv cannot be read: ENOENT/);
    const path = join(folder, 'good.tsv');
    writeFileSync(path, `${header}hat\ta\t1\n`);
    expect((await readJudgments(path)).pairs).toBe(1);
  });
});
