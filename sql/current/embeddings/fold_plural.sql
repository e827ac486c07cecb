create or replace function embeddings.fold_plural(
  word text
)
returns text
as $$
  select case
    when length(fold_plural.word) <= 3 or fold_plural.word !~ '^[a-z]+$' then fold_plural.word
    when fold_plural.word ~ 'ies$' and fold_plural.word !~ '(eies|aies)$' then left(fold_plural.word, -3) || 'y'
    when fold_plural.word ~ 'es$' and fold_plural.word !~ '(aes|ees|oes)$' then
      case when fold_plural.word ~ '(sses|shes|ches|xes|zes)$' then left(fold_plural.word, -2)
        else left(fold_plural.word, -1) end
    when fold_plural.word ~ 's$' and fold_plural.word !~ '(us|ss|is)$' then left(fold_plural.word, -1)
    else fold_plural.word
  end;
$$
language sql
immutable
parallel safe;

comment on function embeddings.fold_plural(text) is
  'English plural to singular, after the S stemmer of Harman (How effective is suffixing?, 1991), with "-sses, -shes, -ches, -xes, -zes" added. Words with digits, or of up to three letters, stay.';

grant execute on function embeddings.fold_plural(text) to trueshelf_api;
