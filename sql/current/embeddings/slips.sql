create or replace function embeddings.slips(
  written text
)
returns text[]
as $$
  select array_agg(distinct f.form)
  from generate_series(1, length(slips.written) + 1) i
  cross join lateral (
    select overlay(slips.written placing chr(97 + c) from i for n)
    from generate_series(0, 25) c
    cross join generate_series(0, 1) n
    union all
    select overlay(slips.written placing substr(slips.written, i + 1, 1) || substr(slips.written, i, 1) from i for 2)
    where i < length(slips.written)
    union all
    select overlay(slips.written placing '' from i for 1)
  ) f (form);
$$
language sql
immutable
parallel safe;

comment on function embeddings.slips(text) is
  'Every word that one slip turns into this one (a letter a to z left out, wrong or too many, or two neighbours swapped), and the word itself: 53 for each letter of it.';
