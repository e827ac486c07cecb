import type { Draft } from './narrator.ts';

export interface SentenceScanner {
  /**
   * The sentences that this piece completes, each as it is read: throws MalformedAnswerError where no JSON of ours can come any more,
   * behind those before it. What is behind the whole is not looked at.
   */
  push(piece: string): Generator<Draft, void>;
  /** Whether one whole object of ours has been read. */
  isWhole(): boolean;
}

export class MalformedAnswerError extends Error {
  override name = 'MalformedAnswerError';
}

/** Eight sentences of 400 characters, each escaped as \uXXXX, with their citations, and as much again. */
const longestAnswer = 50_000;
/** Ours has four, a list in a sentence included; the rest is for members of a model's own. */
const deepest = 8;

/**
 * Reads `{"sentences": [{"text", "cites"}]}` as it is written: a sentence is there with its closing brace. Each is parsed by
 * itself, so that what a model writes around them can neither hold them up nor change them.
 */
export function makeSentenceScanner(): SentenceScanner {
  let read = '';
  let position = 0;
  /** The brackets that are open: "{" or "[". */
  const open: string[] = [];
  let inString = false;
  let escaped = false;
  let stringFrom = 0;
  /** The last key of the outermost object, and whether its value goes on. */
  let key = '';
  let expectsKey = false;
  let sentenceFrom = 0;
  let ended = false;

  const step = (character: string): Draft | null => {
    if (inString) {
      if (escaped) escaped = false;
      else if (character === '\\') escaped = true;
      else if (character === '"') {
        inString = false;
        if (open.length === 1 && expectsKey) key = parse(read.slice(stringFrom, position + 1)) as string;
      }
      return null;
    }
    if (/[\t\n\r ]/.test(character)) return null;
    if (open.length === 0 && character !== '{') throw new MalformedAnswerError();
    switch (character) {
      case '"':
        inString = true;
        stringFrom = position;
        return null;
      case '{':
      case '[':
        if (open.push(character) > deepest) throw new MalformedAnswerError();
        if (open.length === 1) expectsKey = true;
        if (isSentence()) sentenceFrom = position;
        return null;
      case '}':
      case ']': {
        const closesSentence = isSentence();
        if (open.pop() !== (character === '}' ? '{' : '[')) throw new MalformedAnswerError();
        ended = open.length === 0;
        return closesSentence ? readDraft(read.slice(sentenceFrom, position + 1)) : null;
      }
      case ':':
        if (open.length === 1) expectsKey = false;
        return null;
      case ',':
        if (open.length === 1) expectsKey = true;
        return null;
      default:
        return null;
    }
  };
  const isSentence = () =>
    open.length === 3 && open[1] === '[' && open[2] === '{' && key === 'sentences' && !expectsKey;

  return {
    *push(piece) {
      if (ended) return;
      const from = read.length;
      read += piece;
      for (; position < read.length && !ended; position += 1) {
        if (position >= longestAnswer) throw new MalformedAnswerError();
        const draft = step(piece.charAt(position - from));
        if (draft !== null) yield draft;
      }
    },
    isWhole() {
      if (!ended) return false;
      try {
        return Array.isArray((JSON.parse(read.slice(0, position)) as { sentences?: unknown }).sentences);
      } catch {
        return false;
      }
    },
  };
}

/** Members that are none of ours are nobody's business; what is missing, or of another type, makes it no sentence. */
function readDraft(json: string): Draft {
  const { text, cites } = parse(json) as { text?: unknown; cites?: unknown };
  if (typeof text !== 'string' || !Array.isArray(cites)) throw new MalformedAnswerError();
  return {
    text,
    cites: cites.map((cite: unknown) => {
      if (typeof cite === 'string') return cite;
      // Servers without strict schemas let a model write ids as the numbers that they look like.
      if (Number.isSafeInteger(cite)) return String(cite);
      throw new MalformedAnswerError();
    }),
  };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new MalformedAnswerError();
  }
}
