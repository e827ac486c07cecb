import {
  type ASTNode,
  type DocumentNode,
  GraphQLError,
  Kind,
  type ParseOptions,
  parse,
  type SelectionSetNode,
  type Source,
  type ValidationContext,
} from 'graphql';

/** The deepest question of the walkthrough has 5 levels; evidence.product.offers.variant.offers.price.amount has 9. */
export const maxDepth = 12;
/** Each alias may repeat a root field, and each of those is a search. */
export const maxAliases = 30;
/** The introspection query of GraphiQL has some 400. */
export const maxTokens = 2_000;

/** graphql-js's parse, which stops at `maxTokens`. */
export function parseWithinLimit(source: string | Source, options?: ParseOptions): DocumentNode {
  try {
    return parse(source, { ...options, maxTokens });
  } catch (error) {
    // The error has no code, and graphql-js 16 spells it "contains more that": cut short, so that it outlives a correction.
    if (error instanceof GraphQLError && error.message.includes('contains more tha')) {
      throw limitError(
        'TOKEN_LIMIT_EXCEEDED',
        `Found more than ${maxTokens} tokens in the document`,
        `at most ${maxTokens}`,
      );
    }
    throw error;
  }
}

/** A validation rule. Introspection, whose depth graphql-js limits itself, does not count. */
export function DepthLimitRule(context: ValidationContext) {
  const depthOf = measureSelections(
    context,
    (field, below) => (field.startsWith('__') ? 0 : 1 + below),
    Math.max,
  );
  return {
    OperationDefinition(node: { selectionSet: SelectionSetNode } & ASTNode) {
      const depth = depthOf(node.selectionSet);
      if (depth > maxDepth) {
        context.reportError(
          limitError(
            'DEPTH_LIMIT_EXCEEDED',
            `Found fields nested ${depth} deep`,
            `at most ${maxDepth}`,
            node,
          ),
        );
      }
    },
  };
}

/** A validation rule. An alias inside a fragment counts as often as the fragment is spread. */
export function AliasLimitRule(context: ValidationContext) {
  const aliasesOf = measureSelections(
    context,
    (_field, below, aliased) => below + (aliased ? 1 : 0),
    (a, b) => a + b,
  );
  return {
    OperationDefinition(node: { selectionSet: SelectionSetNode } & ASTNode) {
      const aliases = aliasesOf(node.selectionSet);
      if (aliases > maxAliases) {
        context.reportError(
          limitError('ALIAS_LIMIT_EXCEEDED', `Found ${aliases} aliases`, `at most ${maxAliases}`, node),
        );
      }
    },
  };
}

/** Folds a selection set bottom-up. Each fragment is measured once, however often it is spread; one inside itself counts 0. */
function measureSelections(
  context: ValidationContext,
  ofField: (name: string, below: number, aliased: boolean) => number,
  combine: (a: number, b: number) => number,
): (selectionSet: SelectionSetNode) => number {
  const fragments = new Map<string, number>();
  return function measure(selectionSet: SelectionSetNode): number {
    return selectionSet.selections
      .map((selection) => {
        if (selection.kind === Kind.FIELD) {
          const below = selection.selectionSet ? measure(selection.selectionSet) : 0;
          return ofField(selection.name.value, below, selection.alias !== undefined);
        }
        if (selection.kind === Kind.INLINE_FRAGMENT) return measure(selection.selectionSet);
        const name = selection.name.value;
        if (!fragments.has(name)) {
          fragments.set(name, 0);
          const fragment = context.getFragment(name);
          fragments.set(name, fragment ? measure(fragment.selectionSet) : 0);
        }
        return fragments.get(name) ?? 0;
      })
      .reduce(combine, 0);
  };
}

function limitError(code: string, found: string, expected: string, node?: ASTNode): GraphQLError {
  return new GraphQLError(`${found}; expected ${expected}.`, {
    ...(node ? { nodes: node } : {}),
    extensions: { code, hint: 'Ask for less in one request, or split it into several.' },
  });
}
