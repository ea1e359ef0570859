# Sourced by scripts/setup: which system packages are missing, and installing them.

# What we need, each line: how to tell that it is here, and the Debian package that brings it.
# Commands and headers are looked for, not packages, so that a self-built gdb or compiler counts.
readonly SYSTEM_NEEDS='
command gcc       gcc
command g++       g++
command make      make
command gdb       gdb
command objdump   binutils
command strace    strace
command python3   python3
command git       git
command man       man-db
command chromium  chromium
command zstd      zstd
header  stdio.h      libc6-dev
header  libunwind.h  libunwind-dev
header  lzma.h       liblzma-dev
header  zlib.h       zlib1g-dev
'

# What the real programs of scripts/test-programs need, each line as above.
readonly PROGRAM_NEEDS='
command redis-server  redis-server
command pg_ctlcluster postgresql
command nginx         nginx-light
command tmux          tmux
command tshark        tshark
command rpcbind       rpcbind
command rpcgen        rpcsvc-proto
command javac         default-jdk-headless
header  tirpc/rpc/rpc.h libtirpc-dev
'

has_header() {
  local folder
  for folder in /usr/include /usr/local/include "/usr/include/$(uname -m)-linux-gnu"; do
    [[ -e $folder/$1 ]] && return 0
  done
  return 1
}

# Of the list that is given.
missing_packages() {
  local kind name package
  while read -r kind name package; do
    case $kind in
      command) command -v "$name" >/dev/null || echo "$package" ;;
      header) has_header "$name" || echo "$package" ;;
    esac
  done <<<"$1"
}

install_system_packages() {
  local missing as_root=()
  missing=$(missing_packages "${1-$SYSTEM_NEEDS}" | tr '\n' ' ')
  missing=${missing% }
  [[ -n $missing ]] || return 0

  if ! command -v apt-get >/dev/null; then
    fail "please install (Debian's names): $missing"
  elif [[ $(id -u) != 0 ]]; then
    # With a terminal sudo may ask for the password; without one it must not hang.
    if command -v sudo >/dev/null && { [[ -t 0 ]] || sudo -n true 2>/dev/null; }; then
      as_root=(sudo)
    else
      fail "please install, as root: apt-get install $missing"
    fi
  fi

  say "installing $missing"
  local log
  log=$(mktemp)
  if ! { "${as_root[@]}" apt-get update && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y --no-install-recommends $missing; } >"$log" 2>&1 </dev/null; then
    tail -n 5 "$log" >&2
    rm -f "$log"
    fail "apt-get could not install: $missing"
  fi
  rm -f "$log"
}
