import { type DocumentNode, Kind, type SelectionSetNode } from 'graphql';

const known = new WeakMap<DocumentNode, Map<string, string>>();

/**
 * What an operation asks for, for statistics: the name of its root field, "several" where there are different ones. It is a
 * name out of the schema, which a document that was validated can only have names of.
 */
export function rootFieldOf(document: DocumentNode, operationName: string | null | undefined): string {
  let names = known.get(document);
  if (names === undefined) {
    names = new Map();
    known.set(document, names);
  }
  const key = operationName ?? '';
  let name = names.get(key);
  if (name === undefined) {
    name = findRootField(document, operationName);
    if (name !== 'none') names.set(key, name); // there are as many other names as there are callers' mistakes
  }
  return name;
}

function findRootField(document: DocumentNode, operationName: string | null | undefined): string {
  const operation = document.definitions.find(
    (node) =>
      node.kind === Kind.OPERATION_DEFINITION && (!operationName || node.name?.value === operationName),
  );
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return 'none';
  const fields = new Set<string>();
  collectFields(operation.selectionSet, document, fields, new Set());
  if (fields.size > 1) fields.delete('__typename'); // clients add it of themselves
  const [first, ...others] = fields;
  return others.length > 0 ? 'several' : (first ?? 'none');
}

function collectFields(
  { selections }: SelectionSetNode,
  document: DocumentNode,
  fields: Set<string>,
  seen: Set<string>,
): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) fields.add(selection.name.value);
    else if (selection.kind === Kind.INLINE_FRAGMENT) {
      collectFields(selection.selectionSet, document, fields, seen);
    } else if (!seen.has(selection.name.value)) {
      seen.add(selection.name.value);
      for (const node of document.definitions) {
        if (node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === selection.name.value) {
          collectFields(node.selectionSet, document, fields, seen);
        }
      }
    }
  }
}
