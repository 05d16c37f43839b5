# Only for gates on it: many kernels keep it switched off.
check_pressure() {
  values_of_all PRESSURE
  ((${#VALUES[@]} && OFFLINE == 0)) || return 0
  [[ -r /proc/pressure/cpu ]] \
    || missing 'pressure stall information, /proc/pressure (the kernel needs psi=1)'
}
