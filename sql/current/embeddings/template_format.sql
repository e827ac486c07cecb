create or replace function embeddings.template_format(
  line text
)
returns text
as $$
  select replace(replace(replace(replace(replace(replace(replace(
    template_format.line,
    '%', '%%'),
    '{title}', '%1$s'), '{brand}', '%2$s'), '{category}', '%3$s'), '{description}', '%4$s'),
    '{attributes}', '%5$s'), '{options}', '%6$s');
$$
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp;

comment on function embeddings.template_format(text) is
  'A line of a document template as a format string for title, brand, category, description, attributes and options, in this order.';
