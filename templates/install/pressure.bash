check_pressure() {
  ((OFFLINE)) || [[ -r /proc/pressure/cpu ]] \
    || missing 'pressure stall information, /proc/pressure (the kernel needs psi=1)'
}
