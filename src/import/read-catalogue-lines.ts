import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { addAbortSignal, pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ImportError } from './import-error.ts';

/** One line of a catalogue, numbered from 1 as an editor does. */
export interface CatalogueLine {
  number: number;
  text: string;
  /** Why the line could not be read; its text is then empty. */
  fault?: string;
}

export interface CatalogueLines extends AsyncIterable<CatalogueLine> {
  /** What messages call the input. */
  readonly name: string;
  /** Bytes taken from the file so far; compressed bytes of a gzip file. */
  readonly bytesRead: number;
  /** Size of the file; null where it is not known (standard input). */
  readonly bytesTotal: number | null;
}

/** Beyond it a line is refused, so that a file without line ends cannot fill the memory. */
export const maxLineBytes = 1024 * 1024;

const newline = 0x0a;
const carriageReturn = 0x0d;

/**
 * Reads a file line by line, plain or gzip (told by its first bytes, not by its name); `-` is standard input. Blank
 * lines count but are not given out; a byte order mark and CRLF are taken away. A line that is too long or not UTF-8
 * comes as a fault. Iterate once. Throws ImportError where the file cannot be opened, is broken off or is no text, and the
 * reason of `signal` where that is aborted, also while a pipe brings nothing.
 */
export async function readCatalogueLines(path: string, signal?: AbortSignal): Promise<CatalogueLines> {
  const name = path === '-' ? 'standard input' : path;
  const bytesTotal = path === '-' ? null : await measure(path);
  const counter = { bytes: 0 };
  return {
    name,
    bytesTotal,
    get bytesRead() {
      return counter.bytes;
    },
    [Symbol.asyncIterator]() {
      const source = path === '-' ? process.stdin : createReadStream(path);
      if (signal !== undefined) addAbortSignal(signal, source);
      return splitLines(name, unpack(name, count(source, counter)), signal);
    },
  };
}

async function measure(path: string): Promise<number | null> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw new Error('it is a folder');
    return found.isFile() ? found.size : null;
  } catch (error) {
    throw new ImportError(
      `${path} cannot be read: ${describe(error)}. Give the path of a JSON Lines file, plain or gzip, or - for standard input.`,
      { cause: error },
    );
  }
}

async function* count(
  source: AsyncIterable<Buffer | string>,
  counter: { bytes: number },
): AsyncGenerator<Buffer> {
  for await (const chunk of source) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    counter.bytes += bytes.length;
    yield bytes;
  }
}

/** Passes plain text on and unpacks gzip. */
async function* unpack(name: string, chunks: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const head = await takeHead(chunks);
  if (head[0] === 0x1f && head[1] === 0x8b) {
    yield* gunzip(name, head, chunks);
    return;
  }
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) {
    throw new ImportError(`${name} is UTF-16; expected UTF-8. Save it as UTF-8 and import it again.`);
  }
  if (head[0] === 0x50 && head[1] === 0x4b && head[2] === 0x03) {
    throw new ImportError(
      `${name} is a zip archive; expected text or gzip. Unpack it and import the file inside.`,
    );
  }
  if (head.length > 0) yield head;
  yield* chunks;
}

/** A pipe may bring a single byte first. */
async function takeHead(chunks: AsyncGenerator<Buffer>): Promise<Buffer> {
  let head: Buffer = Buffer.alloc(0);
  while (head.length < 3) {
    const { value, done } = await chunks.next();
    if (done) break;
    head = Buffer.concat([head, value]);
  }
  return head;
}

async function* gunzip(name: string, head: Buffer, chunks: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const unpacked = createGunzip();
  // A failure of either end reaches the loop below as an error of `unpacked`.
  pipeline(Readable.from(prepend(head, chunks)), unpacked, () => undefined);
  try {
    yield* unpacked;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))) throw error;
    throw new ImportError(
      `${name} is a gzip file that is broken or broken off (${describe(error)}). Fetch or make it again and import it again: what was imported before is not repeated.`,
      { cause: error },
    );
  }
}

async function* prepend(head: Buffer, chunks: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield head;
  yield* chunks;
}

async function* splitLines(
  name: string,
  chunks: AsyncGenerator<Buffer>,
  signal: AbortSignal | undefined,
): AsyncGenerator<CatalogueLine> {
  let number = 0;
  let parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of chunks) {
      signal?.throwIfAborted(); // a small gzip file is read whole long before it is unpacked
      let start = 0;
      for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
        parts.push(chunk.subarray(start, end));
        length += end - start;
        number += 1;
        const line = readLine(number, parts, length);
        if (line !== null) yield line;
        parts = [];
        length = 0;
        start = end + 1;
      }
      length += chunk.length - start;
      // Of a line that is too long only the length matters.
      if (length <= maxLineBytes + 1) parts.push(chunk.subarray(start));
      else parts = [];
    }
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof ImportError) throw error;
    throw new ImportError(`${name} could not be read after line ${number}: ${describe(error)}.`, {
      cause: error,
    });
  }
  const last = length > 0 ? readLine(number + 1, parts, length) : null;
  if (last !== null) yield last;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Null for a blank line. The decoder takes a byte order mark away, here also one within the file, where files were joined. */
function readLine(number: number, parts: Buffer[], length: number): CatalogueLine | null {
  if (length > maxLineBytes + 1) return { number, text: '', fault: describeLength(length) };
  const [first] = parts;
  const joined = parts.length === 1 && first !== undefined ? first : Buffer.concat(parts);
  const bytes = joined.at(-1) === carriageReturn ? joined.subarray(0, -1) : joined;
  if (bytes.length > maxLineBytes) return { number, text: '', fault: describeLength(bytes.length) };
  try {
    const text = utf8.decode(bytes);
    return text.trim() === '' ? null : { number, text };
  } catch {
    return { number, text: '', fault: 'is not UTF-8; save the file as UTF-8' };
  }
}

function describeLength(length: number): string {
  return `has ${length} bytes; expected at most ${maxLineBytes} (1 MiB)`;
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
