create or replace function product.argument_constraint(
  kind text,
  filter jsonb
)
returns jsonb
as $$
  select jsonb_build_object(
    'kind', argument_constraint.kind, 'source', 'ARGUMENT', 'span', null, 'filter', argument_constraint.filter
  );
$$
language sql
immutable
parallel safe;

comment on function product.argument_constraint(text, jsonb) is 'A constraint that the caller gave as an argument.';

grant execute on function product.argument_constraint(text, jsonb) to trueshelf_api;
