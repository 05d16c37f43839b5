# A socket unit goes on holding the port while the process is away.
notice_socket() { [[ ${SEEN[TriggeredBy]:-} != *.socket* ]] || PORT_STAYS=1; }
