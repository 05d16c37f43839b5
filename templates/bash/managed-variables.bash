# Nothing but its manager knows the process: what was last seen well stands where a PID file would.
readonly PID_FILE=${RECORD}
declare IDENTITY='' ANSWER='' UNKNOWN='' READY=0 INSIDE=0
