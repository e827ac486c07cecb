create or replace function audit.is_known_value(
  attribute text,
  value text
)
returns boolean
as $$
  select exists (
      select
      from product.attribute_value v
      where v.attribute = is_known_value.attribute and v.value = lower(is_known_value.value))
    or lower(is_known_value.value) ~ '^(-?\d{1,12}(\.\d{1,12})?|true|false|yes|no)$' and exists (
      select
      from product.attribute a
      where a.name = is_known_value.attribute and a.type <> 'text');
$$
language sql
stable
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function audit.is_known_value(text, text) is
  'Whether a value of an attribute, in any case, is one of the catalogue''s: some product has it, or the attribute holds numbers or flags and it is one.';
