import { makeCallerError } from './caller-error.ts';

const maxPageSize = 100;
const maxSimilar = 20;
const maxSuggestions = 50;
const maxNodes = 100;
const maxTextCodePoints = 1000;

/** Throws LIMIT_OUT_OF_RANGE. The same bound as SQL's k, found before a connection is taken. */
export function checkFirst(first: number): number {
  if (first < 1 || first > maxPageSize) {
    throw makeCallerError(
      'LIMIT_OUT_OF_RANGE',
      `Found first: ${first}; expected 1 to ${maxPageSize}.`,
      'Ask for a page of 1 to 100 items, and for the next one with "after".',
    );
  }
  return first;
}

/** Throws LIMIT_OUT_OF_RANGE. Every product of a page may ask for as many, so the bound is lower than a page's. */
export function checkFirstSimilar(first: number): number {
  if (first < 1 || first > maxSimilar) {
    throw makeCallerError(
      'LIMIT_OUT_OF_RANGE',
      `Found first: ${first}; expected 1 to ${maxSimilar}.`,
      'For more of one product, ask "similarItems", which has pages.',
    );
  }
  return first;
}

/** Throws LIMIT_OUT_OF_RANGE. */
export function checkFirstSuggestions(first: number): number {
  if (first < 1 || first > maxSuggestions) {
    throw makeCallerError(
      'LIMIT_OUT_OF_RANGE',
      `Found first: ${first}; expected 1 to ${maxSuggestions}.`,
      'A list below an input shows ten at most. For an answer with pages, ask "similarItems".',
    );
  }
  return first;
}

/** Throws LIMIT_OUT_OF_RANGE. */
export function checkNodeCount(count: number): void {
  if (count > maxNodes) {
    throw makeCallerError(
      'LIMIT_OUT_OF_RANGE',
      `Found ${count} ids; expected at most ${maxNodes}.`,
      'Ask for them in several requests.',
    );
  }
}

/** Throws BAD_TEXT for a text that is blank or longer than 1,000 code points. `name` is the argument's. */
export function checkText(name: string, text: string): string {
  if (text.trim() === '') {
    throw makeCallerError(
      'BAD_TEXT',
      `Found a blank ${name}; expected words.`,
      'Say what is wanted. To browse without a question, use "products".',
    );
  }
  const length = [...text].length;
  if (length > maxTextCodePoints) {
    throw makeCallerError(
      'BAD_TEXT',
      `Found a ${name} of ${length} characters; expected at most ${maxTextCodePoints}.`,
      'Shorten it: a sentence or two says what is wanted.',
    );
  }
  return text;
}
