import type { Interpreter } from '../interpretation/interpreter.ts';
import type { Proposals } from '../interpretation/proposal.ts';

interface Options {
  interpret?: boolean;
  after?: string;
  proposals?: Proposals;
}

/** What `api.*` takes at most; a longer text is refused there, and read by no model. */
const maxTextLength = 1_000;

/**
 * Adds what a language model reads in a text to the options of one request; without a model they stay as they are. A page
 * that follows another holds to what that one was told, which its cursor has.
 */
export function makeProposeBeside(interpreter: Interpreter | null, signal: AbortSignal) {
  return async <Given extends Options>(text: string | undefined, options: Given): Promise<Given> => {
    if (interpreter === null || text === undefined || options.interpret === false) return options;
    if (options.after !== undefined || text.trim() === '' || text.length > maxTextLength) return options;
    return { ...options, proposals: await interpreter.propose(text, signal) };
  };
}
