create or replace function product.missing_vector(
  question product.question,
  vector_text text,
  reason text
)
returns text
as $$
  select case
    when (missing_vector.question).query_vector is not null
      or (missing_vector.question).options ->> 'mode' = 'LEXICAL'
      or coalesce((missing_vector.question).interpretation ->> 'residue', '') = ''
      or w.why is null then null
    else w.why || case
      when (missing_vector.question).options ->> 'mode' = 'SEMANTIC' then '; compared with nothing'
      when missing_vector.vector_text is not null and (missing_vector.question).cursor is not null
        and not coalesce((missing_vector.question).cursor -> 'byWords' = 'true', false)
        then '; searched by words, and the pages before by meaning too: rows may come twice or be missing'
      else '; searched by words' end
  end
  from (
    select case
      when ((missing_vector.question).model).model_id is null then 'no embedding model is active'
      when ((missing_vector.question).model).provider = 'builtin' then 'no word of the question is known to the model'
      when missing_vector.vector_text is not null then format(
        case missing_vector.reason
          when 'TIMED_OUT' then 'the provider of %s did not answer in time'
          when 'FAILED' then 'the provider of %s failed'
          when 'PAUSED' then 'the provider of %s is not asked again for a while after failures'
          when 'ASKED_TO_WAIT' then 'the provider of %s asked us to wait'
          when 'BUSY' then 'the provider of %s is being asked too many questions at once'
          else 'no vector of the question is cached for %s' end, ((missing_vector.question).model).name)
      when (missing_vector.question).cursor -> 'byWords' = 'true' then 'the first page had no vector of the question'
    end as why
  ) w;
$$
language sql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function product.missing_vector(product.question, text, text) is
  'Why a question goes without a vector that would have made its answer better, and what is done instead; null where it has one or wants none. vector_text: of product.vector_text; reason: of options.queryEmbedding.';

grant execute on function product.missing_vector(product.question, text, text) to trueshelf_api;
