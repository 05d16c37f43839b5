# What the tests of gates share. A file of the box stands in the place of one of the kernel's: only this file's
# private mount namespace sees it.

# fake_load FIGURE
fake_load() {
  printf '%s 0.30 0.20 1/140 4242\n' "$1" >"${BOX}/loadavg"
  over /proc/loadavg "${BOX}/loadavg"
}

# fake_pressure RESOURCE PERCENT
fake_pressure() {
  printf 'some avg10=9.00 avg60=%s avg300=9.00 total=1\nfull avg10=0.00 avg60=99.00 avg300=0.00 total=1\n' "$2" \
    >"${BOX}/$1 pressure"
  over "/proc/pressure/$1" "${BOX}/$1 pressure"
}

# over FILE COPY: COPY is seen instead of FILE, once; its text may change later.
over() {
  local place
  while read -r _ _ _ _ place _; do [[ ${place} != "$1" ]] || return 0; done </proc/self/mountinfo
  mount --bind -- "$2" "$1"
  MOUNTED+=("$1")
}

end_faking() {
  local file
  for file in "${MOUNTED[@]}"; do umount -- "${file}"; done
}

# last_of KEY: its value in the last line of the log.
last_of() {
  tail -n 1 -- "${LOG}" | grep -oE " $1=(\"[^\"]*\"|[^ ]+)" | cut -d = -f 2-
}

# The schedule of CONFIG becomes one entry with these gates.
use_gates() {
  CONFIG[schedule]="[{ every: 1h, when: { $1 } }]"
  generate
}
