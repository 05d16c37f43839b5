# A socket unit goes on holding the port while the process is away.
has_no_socket() { [[ ${SEEN[TriggeredBy]:-} != *.socket* ]]; }
