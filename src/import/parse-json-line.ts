import type { RecordFault } from './record-fault.ts';

/** Ours needs 5; other people's files may nest what a mapping ignores. */
const maxDepth = 64;

type ParsedLine = { value: unknown; fault?: never } | { value?: never; fault: RecordFault };

/**
 * JSON.parse for input that nobody vouches for: a key that occurs twice (JSON.parse keeps the last and says nothing),
 * a key `__proto__` and nesting beyond 64 levels are faults. Never throws.
 */
export function parseJsonLine(text: string): ParsedLine {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { fault: { field: '', reason: `is not JSON: ${describeSyntaxError(error, text)}` } };
  }
  const fault = scan(text);
  return fault === null ? { value } : { fault };
}

/** One pass over JSON that is known to be well formed. */
function scan(text: string): RecordFault | null {
  /** The keys of each open object; null for an open list. */
  const open: (Set<string> | null)[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') {
      const end = findStringEnd(text, at);
      const keys = open.at(-1);
      if (keys && isFollowedByColon(text, end)) {
        const key: string = JSON.parse(text.slice(at, end + 1));
        if (key === '__proto__') return { field: key, reason: 'is a key that is never taken; leave it out' };
        if (keys.has(key))
          return { field: key, reason: 'occurs twice in one object; expected each key once' };
        keys.add(key);
      }
      at = end;
    } else if (character === '{' || character === '[') {
      if (open.length === maxDepth) {
        return { field: '', reason: `is nested more than ${maxDepth} levels deep; expected a flat record` };
      }
      open.push(character === '{' ? new Set() : null);
    } else if (character === '}' || character === ']') {
      open.pop();
    }
  }
  return null;
}

function findStringEnd(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text[at - 1 - backslashes] === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}

function isFollowedByColon(text: string, end: number): boolean {
  let at = end + 1;
  while (text[at] === ' ' || text[at] === '\t' || text[at] === '\r' || text[at] === '\n') at += 1;
  return text[at] === ':';
}

/** V8's message quotes the text; of a long line only the position helps. */
function describeSyntaxError(error: unknown, text: string): string {
  const message = error instanceof Error ? error.message : String(error);
  const position = /position (\d+)/.exec(message)?.[1];
  if (text.trim() === '[') return 'the file is one JSON list; expected one object a line';
  if (position !== undefined) return `unexpected character at position ${position}`;
  return /end of JSON/.test(message) ? 'the line ends too early' : (message.split(',')[0] ?? message);
}
