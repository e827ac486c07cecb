create or replace function memory.tells_how(
  word text
)
returns boolean
as $$
  select tells_how.word = any ('{cute,chic,posh,cool,smart,bad,fine,hip,neat,plain,sweet,bold,swish,swanky,glam,modern,proper,decent,quaint,unique,elite,wow,hot}'::text[])
    or length(tells_how.word) > 4 and tells_how.word ~ '(?:y|ish|al|ic|ous|ful|less|able|ible|ant|ent|ive|ed|ing|ary|like|esque|weight|proof|free)$';
$$
language sql
immutable
parallel safe;

comment on function memory.tells_how(text) is
  'Whether a word (lower case) that the catalogue does not know is likelier to say how a thing is ("fancy", "elegant") than what it is ("surfboard"), by its ending, or one of the few of another one.';

grant execute on function memory.tells_how(text) to trueshelf_api;
