create or replace function product.facet_frame(
  facet text,
  label text,
  shown jsonb,
  more bigint
)
returns jsonb
as $$
  select jsonb_build_object(
    'group', split_part(facet_frame.facet, ':', 1),
    'name', nullif(substr(facet_frame.facet, strpos(facet_frame.facet, ':') + 1), facet_frame.facet),
    'label', facet_frame.label,
    'values', coalesce(facet_frame.shown, '[]'),
    'more', coalesce(facet_frame.more, 0),
    'min', null,
    'max', null);
$$
language sql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function product.facet_frame(text, text, jsonb, bigint) is
  'A facet around its values, without basis and exact. facet: as in product.facet_counts. more: values left out.';

grant execute on function product.facet_frame(text, text, jsonb, bigint) to trueshelf_api;
