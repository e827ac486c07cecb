create or replace function product.vector_text(
  question product.question
)
returns text
as $$
  select case
    when (vector_text.question).anchor_id is null
      and ((vector_text.question).model).model_id is not null
      and (vector_text.question).mode is distinct from 'BROWSE'
      and (vector_text.question).options ->> 'mode' is distinct from 'LEXICAL'
      -- What a provider is asked costs time and money: not for a SKU, which means nothing; a title may be what others are called
      -- as well. And pages that follow one without a vector go on so, or rows would come twice.
      and (((vector_text.question).model).provider = 'builtin'
        or not coalesce((vector_text.question).exact_matches && '{SKU,HANDLE}', false)
          and not coalesce((vector_text.question).cursor -> 'byWords' = 'true', false))
    then nullif(product.normalise_question((vector_text.question).interpretation ->> 'residue'), '')
  end;
$$
language sql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function product.vector_text(product.question) is
  'What a vector is wanted for: the words of a question that are left once everything understood is taken out, in lower case with single spaces; null where none is wanted.';

grant execute on function product.vector_text(product.question) to trueshelf_api;
