#!/usr/bin/env bats
# The role and the playbooks bring a bundle to three hosts, over ssh, and restart there. Each test goes on from the
# one before.

readonly SCRIPT="/usr/local/sbin/a folder/{{ lookup('pipe', 'id') }}/worker-restart"

setup_file() {
  export FLEET="${BATS_FILE_TMPDIR}/a fleet" BUNDLE="${BATS_FILE_TMPDIR}/a bundle"
  mkdir -- "${FLEET}"
  load hosts
  generate 5s
  start_fleet
  write_inventory >"${FLEET}/inventory.yml"
}

setup() {
  load hosts
  find_fleet
}

teardown_file() {
  load hosts
  find_fleet
  stop_fleet
}

# generate STOP_TIMEOUT
generate() {
  cat >"${FLEET}/saikido.yaml" <<END
services:
  worker:
    command: [/usr/bin/sleep, infinity]
    pid_file: /run/worker/worker.pid
    schedule: '@daily'
    script: "${SCRIPT}"
    stop: { timeout: $1 }
    start: { timeout: 5s, settle: 100ms, attempts: 1 }
    health_check: { command: [/usr/bin/test, '!', -e, /etc/fleet/ill], interval: 100ms }
END
  node "${BATS_TEST_DIRNAME}/../../dist/saikido.cjs" generate --config "${FLEET}/saikido.yaml" --out "${BUNDLE}" \
    --for ansible
}

pid_on() { on "$1" cat /run/worker/worker.pid; }

@test "ansible itself and its linter take the files" {
  cd -- "${BUNDLE}/ansible"
  ansible-playbook -i inventory.example.yml --syntax-check install.yml restart.yml
  HOME="${FLEET}" ansible-lint --offline --strict install.yml restart.yml inventory.example.yml roles/saikido
}

@test "the bundle is installed host by host, and each is well" {
  play install.yml
  [[ ${STATUS} == 0 ]]
  for host in 1 2 3; do
    [[ $(recap "h${host}") == 'ok=4 changed=2 failed=0' ]]
    [[ $(on "${host}" stat -c '%a %u:%g' "${SCRIPT}") == '755 0:0' ]]
    on "${host}" test -e /etc/cron.d/worker-restart
  done
  mapfile -t order < <(grep -oE '^changed: \[h[123]\]' "${SAID}")
  [[ ${order[*]} == 'changed: [h1] changed: [h1] changed: [h2] changed: [h2] changed: [h3] changed: [h3]' ]]
}

@test "a second run changes nothing" {
  play install.yml
  [[ ${STATUS} == 0 ]]
  for host in h1 h2 h3; do [[ $(recap "${host}") == 'ok=3 changed=0 failed=0' ]]; done
}

@test "a rolling restart restarts on all, one after the other" {
  play restart.yml
  [[ ${STATUS} == 0 ]]
  for host in 1 2 3; do on "${host}" kill -0 "$(pid_on "${host}")"; done
  before=$(pid_on 2)
  play restart.yml -e saikido_only=worker --limit h2
  [[ ${STATUS} == 0 && $(recap h2) == *' changed=1 '* ]]
  [[ $(pid_on 2) != "${before}" ]]
  play restart.yml -e saikido_only=other --limit h2
  [[ ${STATUS} == 2 ]]
  grep -q 'saikido_only must be one of worker' "${SAID}"
}

@test "it stops at the first host whose service is not healthy" {
  first=$(pid_on 1)
  third=$(pid_on 3)
  on 2 touch /etc/fleet/ill
  play restart.yml
  [[ ${STATUS} == 2 && $(recap h2) == *'failed=1' && -z $(recap h3) ]]
  [[ $(pid_on 1) != "${first}" && $(pid_on 3) == "${third}" ]]
}

@test "an upgrade stops at the first host whose doctor is unhappy" {
  generate 6s
  play install.yml
  [[ ${STATUS} == 2 && $(recap h1) == 'ok=4 changed=2 failed=0' && $(recap h2) == *'failed=1' && -z $(recap h3) ]]
  grep -q 'its last run failed' "${SAID}"
  on 1 grep -q '^readonly STOP_TIMEOUT=6000$' "${SCRIPT}"
  on 3 grep -q '^readonly STOP_TIMEOUT=5000$' "${SCRIPT}"
}

@test "--check writes nothing: it tells of another bundle, and finds drift" {
  play install.yml --check --limit h3
  [[ ${STATUS} == 0 && $(recap h3) == 'ok=1 changed=1 failed=0' ]]
  on 3 grep -q '^readonly STOP_TIMEOUT=5000$' "${SCRIPT}"
  play install.yml --check --limit h1
  [[ ${STATUS} == 0 && $(recap h1) == 'ok=3 changed=0 failed=0' ]]
  on 1 rm /etc/cron.d/worker-restart
  play install.yml --check --limit h1
  [[ ${STATUS} == 2 && $(recap h1) == *' changed=1 failed=1' ]]
  ! on 1 test -e /etc/cron.d/worker-restart
}
