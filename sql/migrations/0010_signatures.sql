-- Functions whose arguments change, or that another now serves; without this an older form would stay beside the new one.
drop function if exists memory.unknown_words(text[], bigint[], bigint[]);
drop function if exists memory.absent_words(text[], bigint[], bigint[]);
