import { builder } from './builder.ts';

export const Attribute = builder.objectRef<{ name: string; values: string[] }>('Attribute').implement({
  description: 'A named property of a product or an option of a variant, such as colour: black.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name, to be used in an `AttributeFilter`.' }),
    values: t.exposeStringList('values', { description: 'One value or several, as text.' }),
  }),
});

/** By name, each value as text; what has no value is left out. */
export function listAttributes(attributes: Record<string, unknown>): { name: string; values: string[] }[] {
  return Object.entries(attributes)
    .map(([name, value]) => ({
      name,
      values: (Array.isArray(value) ? value : [value]).filter((v) => v !== null).map(toText),
    }))
    .filter(({ values }) => values.length > 0)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function toText(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
