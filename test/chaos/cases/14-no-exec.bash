# the command cannot be executed
for way in missing mode folder; do
  inject "${way}"
  fresh
  begin_running
  case ${way} in
    missing) rm -- "${BOX}/bin/worker" ;;
    mode) chmod 644 "${BOX}/bin/worker" ;;
    folder) rm -- "${BOX}/bin/worker" && mkdir -- "${BOX}/bin/worker" ;;
  esac
  attempt 13 restart
  [[ $(copies) == "${OLD}" ]] || wrong absent 'the old process was touched'
  [[ ! -d "${BOX}/bin/worker" ]] || rmdir -- "${BOX}/bin/worker"
  write_worker
  recover
done
for text in '#!/no/such/interpreter\n' '#!/bin/bash\r\nsleep 5\n' '\177ELF nonsense' ''; do
  inject "it begins with ${text@Q}"
  fresh
  begin_running
  printf "${text}" >|"${BOX}/bin/worker"
  attempt 11 restart
  write_worker
  recover
done
