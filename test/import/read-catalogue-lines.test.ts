import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ImportError } from '../../src/import/import-error.ts';
import {
  type CatalogueLine,
  maxLineBytes,
  readCatalogueLines,
} from '../../src/import/read-catalogue-lines.ts';
import { makeTemporaryFolder } from '../harness/temporary-folder.ts';

function write(content: string | Buffer, name = 'catalogue.jsonl'): string {
  const path = join(makeTemporaryFolder(), name);
  writeFileSync(path, content);
  return path;
}

async function readAll(path: string): Promise<CatalogueLine[]> {
  const lines: CatalogueLine[] = [];
  for await (const line of await readCatalogueLines(path)) lines.push(line);
  return lines;
}

it('numbers lines as an editor does and leaves blank ones out', async () => {
  expect(await readAll(write('a\n\n  \nb\nc'))).toEqual([
    { number: 1, text: 'a' },
    { number: 4, text: 'b' },
    { number: 5, text: 'c' },
  ]);
});

it('takes a byte order mark and CRLF away', async () => {
  expect(await readAll(write('\uFEFFä\r\nb\r\n\r\n'))).toEqual([
    { number: 1, text: 'ä' },
    { number: 2, text: 'b' },
  ]);
});

it('gives nothing for an empty file', async () => {
  expect(await readAll(write(''))).toEqual([]);
});

it('reads gzip by its content, whatever its name, also of several members', async () => {
  const content = Buffer.concat([gzipSync('a\nb'), gzipSync('c\nd')]);
  expect((await readAll(write(content, 'catalogue.jsonl'))).map((line) => line.text)).toEqual([
    'a',
    'bc',
    'd',
  ]);
});

it('joins a line and a letter that two chunks share', async () => {
  const long = `${'é'.repeat(100_000)}`; // a chunk of a file is 64 KiB, so an é is cut in two
  expect(await readAll(write(`x${long}\n${long}\n`))).toEqual([
    { number: 1, text: `x${long}` },
    { number: 2, text: long },
  ]);
});

it('reports how many bytes of the file were read', async () => {
  const content = gzipSync('a\n'.repeat(1000));
  const lines = await readCatalogueLines(write(content));
  expect({ total: lines.bytesTotal, read: lines.bytesRead }).toEqual({ total: content.length, read: 0 });
  for await (const _ of lines) void _;
  expect(lines.bytesRead).toBe(content.length);
});

it('refuses a line beyond 1 MiB and goes on with the next', async () => {
  const fits = 'a'.repeat(maxLineBytes);
  const lines = await readAll(write(`${fits}\r\n${fits}b\nc\n${fits.repeat(3)}\nd\n${fits}${fits}`));
  const reason = (bytes: number) => `has ${bytes} bytes; expected at most 1048576 (1 MiB)`;
  expect(lines).toEqual([
    { number: 1, text: fits },
    { number: 2, text: '', fault: reason(maxLineBytes + 1) },
    { number: 3, text: 'c' },
    { number: 4, text: '', fault: reason(3 * maxLineBytes) },
    { number: 5, text: 'd' },
    { number: 6, text: '', fault: reason(2 * maxLineBytes) },
  ]);
});

it('refuses a line that is not UTF-8 and goes on with the next', async () => {
  expect(await readAll(write(Buffer.from('a\n\xff\xff\nb', 'latin1')))).toEqual([
    { number: 1, text: 'a' },
    { number: 2, text: '', fault: 'is not UTF-8; save the file as UTF-8' },
    { number: 3, text: 'b' },
  ]);
});

describe('says clearly (IMPORT_UNREADABLE)', () => {
  const cases: [title: string, path: () => string, message: RegExp][] = [
    [
      'that a file is missing',
      () => join(makeTemporaryFolder(), 'none.jsonl'),
      /none\.jsonl cannot be read: ENOENT.*Give the path of a JSON Lines file/,
    ],
    ['that a folder is no file', () => makeTemporaryFolder(), /cannot be read: it is a folder/],
    [
      'that a gzip file is broken off',
      () => write(gzipSync('a\n'.repeat(100_000)).subarray(0, 100)),
      /is a gzip file that is broken or broken off \(unexpected end of file\)/,
    ],
    [
      'that a gzip file is damaged',
      () => write(Buffer.concat([gzipSync('a\n').subarray(0, 12), Buffer.alloc(40, 0xff)])),
      /is a gzip file that is broken or broken off/,
    ],
    ['that a file is UTF-16', () => write(Buffer.from('\uFEFF{}\n', 'utf16le')), /is UTF-16; expected UTF-8/],
    ['that a file is a zip archive', () => write(Buffer.from('PK\u0003\u0004rest')), /is a zip archive/],
  ];
  it.each(cases)('%s', async (_, path, message) => {
    const error = await readAll(path()).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ImportError);
    expect((error as ImportError).message).toMatch(message);
    expect((error as ImportError).code).toBe('IMPORT_UNREADABLE');
  });
});

it('gives the lines before the place where a gzip file is broken off', async () => {
  const content = gzipSync(Array.from({ length: 200_000 }, (_, i) => `${Math.sin(i)}\n`).join(''));
  const numbers: number[] = [];
  const read = async () => {
    for await (const line of await readCatalogueLines(write(content.subarray(0, content.length - 1000))))
      numbers.push(line.number);
  };
  await expect(read()).rejects.toThrow(ImportError);
  expect(numbers.length).toBeGreaterThan(100_000);
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
});

it('closes the file when the reader stops early', async () => {
  const lines = await readCatalogueLines(write(gzipSync('a\n'.repeat(1_000_000))));
  for await (const line of lines) if (line.number === 10) break;
  expect(lines.bytesRead).toBeGreaterThan(0);
});

it('ends with the reason of its signal on a pipe that brings nothing', async () => {
  const program = `
    import { readCatalogueLines } from ${JSON.stringify(new URL('../../src/import/read-catalogue-lines.ts', import.meta.url).href)};
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error('stopped')), 300);
    try {
      for await (const line of await readCatalogueLines('-', stop.signal)) console.log(line.text);
    } catch (error) {
      console.log(error.message);
    }`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.write('a\nb\nhalf');
  expect((await child.stdout.toArray()).join('')).toBe('a\nb\nstopped\n');
});

it('ends a file in the middle with the reason of its signal, plain or gzip', async () => {
  const content = 'a line\n'.repeat(500_000);
  for (const path of [write(content), write(gzipSync(content))]) {
    const stop = new AbortController();
    let count = 0;
    const read = async () => {
      for await (const _ of await readCatalogueLines(path, stop.signal)) {
        count += 1;
        if (count === 10) stop.abort(new Error('stopped'));
      }
    };
    await expect(read()).rejects.toThrow(/^stopped$/);
    expect(count).toBeLessThan(500_000);
  }
});

it('reads standard input as "-", plain or gzip', async () => {
  const program = `
    import { readCatalogueLines } from ${JSON.stringify(new URL('../../src/import/read-catalogue-lines.ts', import.meta.url).href)};
    for await (const line of await readCatalogueLines('-')) console.log(JSON.stringify(line));`;
  const run = async (input: Buffer): Promise<string> => {
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    child.stdin.end(input);
    return (await child.stdout.toArray()).join('');
  };
  const expected = '{"number":1,"text":"a"}\n{"number":2,"text":"b"}\n';
  expect(await run(Buffer.from('a\nb\n'))).toBe(expected);
  expect(await run(gzipSync('a\nb\n'))).toBe(expected);
});
