#!/usr/bin/env bash
# A real PostgreSQL 18 with pgvector on a Debian machine whose own release is older, for tests.
# Nothing is installed and root is not needed: the packages of a newer suite are unpacked under
# $PG18_HOME and run through the dynamic loader that comes with them. Durability is off.
#   usage: tools/pg18.sh start | stop | env | destroy
#   start prints the URL of its superuser; eval "$(tools/pg18.sh env)" sets what npm test and npm run schema read.
set -euo pipefail

home=${PG18_HOME:-/tmp/pg18}
port=${PG18_PORT:-55432}
suite=${PG18_SUITE:-forky}
version=18

root=$home/root
bin=$root/usr/lib/postgresql/$version/bin
data=$home/run/data
url=postgres://postgres@127.0.0.1:$port/postgres

say() { echo "pg18: $*" >&2; }

# The mirror that this machine's apt uses already.
find_mirror() {
  apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -E '/debian/?$' | head -n 1
}

write_apt_settings() { # folder mirror
  local folder=$1 mirror=$2 key=/usr/share/keyrings/debian-archive-keyring.gpg signed=''
  if [ -e "$key" ]; then signed="[signed-by=$key]"; fi
  mkdir -p "$folder"/lists/partial "$folder"/cache/archives/partial "$folder"/packages
  : > "$folder/status"
  echo "deb $signed $mirror $suite main" > "$folder/sources.list"
  cat > "$folder/apt.conf" <<CONF
Dir::State "$folder";
Dir::State::lists "$folder/lists";
Dir::State::status "$folder/status";
Dir::Cache "$folder/cache";
Dir::Etc::sourcelist "$folder/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
Acquire::Languages "none";
Acquire::Retries "3";
APT::Install-Recommends "false";
APT::Sandbox::User "root";
CONF
}

# With an empty list of installed packages apt names everything that is needed, down to the C library.
# What only scripts or the system's own start-up would use is left out.
list_packages() {
  apt-get install --print-uris -y -qq "postgresql-$version" "postgresql-$version-pgvector" |
    awk '{ split($2, part, "_"); print part[1] }' |
    grep -E "^(postgresql-(client-)?$version(-pgvector)?|zlib1g|lib.*)$" |
    grep -vE '^lib(perl|json-perl|text-|systemd-shared|c-l10n|c-gconv)'
}

# Each program becomes a script that starts it with the loader and the libraries beside it.
wrap_programs() {
  local loader libraries program
  loader=$(ls "$root"/usr/lib*/ld-linux-*.so.* | head -n 1)
  libraries=$(ls -d "$root"/usr/lib/*-linux-gnu)
  for program in "$bin"/*; do
    [ "$(head -c 4 "$program" | tail -c 3)" = ELF ] || continue
    mv "$program" "$program.bin"
    printf '#!/bin/sh\nexec "%s" --library-path "%s" --argv0 "%s" "%s" "$@"\n' \
      "$loader" "$libraries" "$program" "$program.bin" > "$program"
    chmod 755 "$program"
  done
}

# Fetches once; the stamp comes last, so that a fetch that was cut off starts over.
fetch() {
  local stamp=$home/.ready-$suite apt=$home/apt mirror names
  if [ -e "$stamp" ]; then return; fi
  mirror=${PG18_MIRROR:-$(find_mirror || true)}
  if [ -z "$mirror" ]; then
    say 'apt knows no Debian mirror: run apt-get update first, or set PG18_MIRROR'
    exit 1
  fi
  rm -rf "$apt" "$root"
  mkdir -p "$root"
  write_apt_settings "$apt" "$mirror"
  export APT_CONFIG=$apt/apt.conf
  apt-get update -qq
  names=$(list_packages)
  # shellcheck disable=SC2086 -- one argument a name
  (cd "$apt/packages" && apt-get download -qq $names)
  unset APT_CONFIG
  ls "$apt"/packages/*.deb | xargs -P 2 -I {} dpkg-deb -x {} "$root"
  rm -rf "$apt" "$root"/usr/share/{doc,man,locale,lintian}
  wrap_programs
  "$bin/postgres" --version >&2
  touch "$stamp"
}

# PostgreSQL refuses root, and initdb wants a user that /etc/passwd knows.
unprivileged() {
  if [ "$(id -u)" = 0 ]; then
    setpriv --reuid=nobody --regid="$(id -g nobody)" --clear-groups env HOME=/tmp "$@"
  else
    "$@"
  fi
}

is_up() {
  unprivileged "$bin/pg_ctl" -D "$data" status > /dev/null 2>&1 && "$bin/pg_isready" -q -h 127.0.0.1 -p "$port"
}

init() {
  if [ -e "$data/PG_VERSION" ]; then return; fi
  unprivileged "$bin/initdb" -D "$data" -U postgres --auth=trust -E UTF8 \
    --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8 --no-sync --no-instructions > /dev/null 9>&-
}

launch() {
  local durability=${PG18_OPTS:--c fsync=off -c synchronous_commit=off -c full_page_writes=off}
  unprivileged "$bin/pg_ctl" -D "$data" -l "$home/run/log" -w -s start 9>&- 2>> "$home/ctl.log" -o "-p $port \
    -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c jit=off $durability"
}

start() {
  mkdir -p "$home/run"
  exec 9> "$home/lock" # two starts at once: the second waits; the server itself must not inherit the lock
  flock 9
  fetch
  if [ "$(id -u)" = 0 ]; then chown nobody "$home/run"; fi
  cd "$home/run"
  init
  # A server that was killed may stay a zombie for a second and be taken for alive.
  for _ in 1 2 3 4 5; do
    if is_up; then break; fi
    launch || sleep 1
  done
  if ! is_up; then
    say "the server does not start; see $home/run/log and $home/ctl.log"
    exit 1
  fi
  echo "$url"
}

case ${1:-} in
  start) start ;;
  stop) unprivileged "$bin/pg_ctl" -D "$data" -m fast -s -w stop ;;
  env) printf 'export TRUESHELF_TEST_DATABASE_URL=%q PATH=%q:$PATH\n' "$url" "$bin" ;;
  destroy)
    unprivileged "$bin/pg_ctl" -D "$data" -m immediate -s -w stop 2> /dev/null || true
    rm -rf "$home"
    ;;
  *)
    say 'usage: tools/pg18.sh start | stop | env | destroy'
    exit 2
    ;;
esac
