import { type ASTNode, GraphQLError, type StringValueNode, type ValidationContext } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** A null character, or half of a surrogate pair: text that PostgreSQL cannot store, and so refuses with an internal error. */
const unstorable = /\0|\p{Surrogate}/u;

/** Refuses such text wherever it stands, literals and variables alike, before a resolver sees it. */
export function useStorableText(): Plugin {
  return {
    onValidate({ addValidationRule }) {
      addValidationRule(StorableTextRule);
    },
    onExecute: refuseUnstorable,
    onSubscribe: refuseUnstorable,
  };
}

function refuseUnstorable({ args, setResultAndStopExecution }: Begun): void {
  const place = findUnstorable(args.variableValues, '$');
  if (place !== null) setResultAndStopExecution({ errors: [unstorableError(`the variable ${place}`)] });
}

/** What Yoga tells of an operation that is about to begin. */
interface Begun {
  args: { variableValues?: unknown };
  setResultAndStopExecution(result: { errors: GraphQLError[] }): void;
}

function StorableTextRule(context: ValidationContext) {
  return {
    StringValue(node: StringValueNode) {
      if (unstorable.test(node.value)) context.reportError(unstorableError('a string', node));
    },
  };
}

/** Path of the first offending text, such as `$where.brands.0`. Keys need no look: the schema knows them all. */
function findUnstorable(value: unknown, path: string): string | null {
  if (typeof value === 'string') return unstorable.test(value) ? path : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, member] of Object.entries(value)) {
    const found = findUnstorable(member, path === '$' ? `$${key}` : `${path}.${key}`);
    if (found !== null) return found;
  }
  return null;
}

function unstorableError(place: string, node?: ASTNode): GraphQLError {
  return new GraphQLError(
    `Found a null character or half of a surrogate pair in ${place}; expected well-formed text.`,
    {
      ...(node ? { nodes: node } : {}),
      extensions: { code: 'BAD_TEXT', hint: 'Remove the character.', http: { spec: true, status: 400 } },
    },
  );
}
