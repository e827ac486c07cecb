create or replace function embeddings.tokens(
  content text
)
returns text[]
as $$
  select coalesce(array_agg(embeddings.fold_plural(m.word[1]) order by m.position), '{}')
  from regexp_matches(
    lower(regexp_replace(normalize(tokens.content, NFKD), '[\u0300-\u036F]', '', 'g')),
    '[a-z0-9]+', 'g'
  ) with ordinality m (word, position)
  where m.word[1] <> all ('{a,an,and,are,as,at,be,but,by,for,from,if,in,into,is,it,its,no,not,of,on,or,such,that,the,their,then,there,these,they,this,to,was,will,with,w,your,you,our}'::text[]);
$$
language sql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.tokens(text) is
  'The one tokenizer, for the fit, for documents and for questions: NFKD without combining marks, lower case, runs of a-z and 0-9, without 45 English stop words, plurals folded; in the order of the text.';
